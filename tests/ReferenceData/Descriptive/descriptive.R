# Quantiles of all nine types, t tests, adjusted P values and E-values, each computed in R.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

x <- c(12.5, 3, 7.25, 7.25, 19, 4.5, 8, 22.75, 1, 15, 6)
y <- c(9, 11.5, 2.25, 30, 14, 8.75, 12)
probs <- c(0, 0.05, 0.1, 0.25, 0.33, 0.5, 0.6, 0.75, 0.9, 1)
p <- c(0.01, 0.02, 0.03, 0.04, 0.05, 0.0001, 0.6, 0.03)

t_values <- function(t, error) unname(c(t$statistic, t$parameter, t$p.value, t$conf.int, error))
welch_error <- sqrt(var(x) / length(x) + var(y) / length(y))
pooled <- ((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / (length(x) + length(y) - 2)
e_value <- function(rr) { rr <- if (rr < 1) 1 / rr else rr; rr + sqrt(rr * (rr - 1)) }
common_hazard <- function(h) (1 - 0.5^sqrt(h)) / (1 - 0.5^sqrt(1 / h))
smd <- function(d, n1, n2) c(d, d + c(-1, 1) * qnorm(0.975) * sqrt((n1 + n2) / (n1 * n2) + d^2 / (2 * (n1 + n2))))
p1 <- 12 / 18; p2 <- 24 / 26

write_reference(list(
  x = x, y = y, probabilities = probs, pValues = p,
  quantiles = t(sapply(1:9, function(type) quantile(x, probs, type = type, names = FALSE))),
  quantilesEven = t(sapply(1:9, function(type) quantile(x[1:10], probs, type = type, names = FALSE))),
  meanDeviation = c(mean(x), sd(x)),
  welch = t_values(t.test(x, y), welch_error),
  pooled = t_values(t.test(x, y, var.equal = TRUE), sqrt(pooled * (1 / length(x) + 1 / length(y)))),
  paired = t_values(t.test(x[1:7], y, paired = TRUE), sd(x[1:7] - y) / sqrt(7)),
  oneSample = t_values(t.test(x, mu = 7, conf.level = 0.9), sd(x) / sqrt(length(x))),
  holm = p.adjust(p, "holm"), hochberg = p.adjust(p, "hochberg"), bh = p.adjust(p, "BH"), bonferroni = p.adjust(p, "bonferroni"),
  smdContinuous = smd((mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2), length(x), length(y)),
  smdBinary = smd((p1 - p2) / sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / 2), 18, 26),
  eValues = c(e_value(3.9), e_value(1.8), e_value(0.8), e_value(sqrt(2.5)), e_value(common_hazard(0.4)))
))
