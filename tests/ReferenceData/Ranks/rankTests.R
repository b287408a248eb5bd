# Rank-sum, signed-rank and Kruskal-Wallis tests: exact by exactRankTests, approximate by wilcox.test and, for SAS's
# t approximation, from the standardised statistic. Intervals of untied samples by wilcox.test's quantile functions.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))
suppressWarnings(suppressPackageStartupMessages(library(exactRankTests)))

permeability_x <- c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)
permeability_y <- c(1.15, 0.88, 0.90, 0.74, 1.21)
depression_before <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
depression_after <- c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
set.seed(20200115)
first <- list(c(1, 2, 2, 3, 4, 4, 5, 7), permeability_x, round(rnorm(40, 3, 2), 1), round(rexp(26, 1 / 5)),
              rnorm(49), c(1, 2, 3), c(5, 5, 5, 6), round(rnorm(12), 2))
second <- list(c(3, 4, 5, 5, 6, 7, 7, 8, 9), permeability_y, round(rnorm(35, 4, 2), 1), round(rexp(18, 1 / 9)),
               rnorm(45, 1.5), c(4, 5, 6, 7), c(5, 5, 7), round(rnorm(30, 0.4), 2))

z_value <- function(x, y, correct) {
  r <- rank(c(x, y)); m <- length(x); n <- length(y); N <- m + n
  d <- sum(r[1:m]) - m * (N + 1) / 2
  (d - correct * sign(d) * 0.5) / sqrt(m * n / (N * (N - 1)) * sum((r - mean(r))^2))
}
quiet <- suppressWarnings
both <- function(f) mapply(f, first, second)
# The k-th smallest and k-th largest difference, k from the exact distribution; only where no ties are.
shift <- function(x, y, level) {
  d <- sort(outer(x, y, "-")); k <- qwilcox((1 - level) / 2, length(x), length(y))
  c(median(d), if (k < 1) NA else d[k], if (k < 1) NA else d[length(d) + 1 - k])
}
untied <- which(both(function(x, y) !any(duplicated(c(x, y)))))

differences <- list(depression_after - depression_before, c(-2, -1, 0, 0, 1, 1, 2, 3, 3, 5), round(rnorm(30, 0.5), 1),
                    rnorm(60, 0.3), c(1, 2, 3, 4, 5, 6), c(0, 0, 0, 4), round(rnorm(26, 1.3, 5)))
nonzero <- lapply(differences, function(d) d[d != 0])
# Pratt: ranks with the zeros, then without their ranks.
pratt_ranks <- lapply(differences, function(d) rank(abs(d))[d != 0])
pratt_positive <- mapply(function(d, r) sum(r[d[d != 0] > 0]), differences, pratt_ranks)
pratt_exact <- mapply(function(v, r) pperm(v, r, length(r), alternative = "two.sided"), pratt_positive,
                      pratt_ranks)
pratt_z <- mapply(function(v, r) { d <- v - sum(r) / 2; (d - sign(d) * 0.5) / sqrt(sum(r^2) / 4) }, pratt_positive, pratt_ranks)
walsh <- function(d) { w <- outer(d, d, "+") / 2; sort(w[!lower.tri(w)]) }
pseudo <- function(d, level) {
  w <- walsh(d); k <- qsignrank((1 - level) / 2, length(d))
  c(median(w), if (k < 1) NA else w[k], if (k < 1) NA else w[length(w) + 1 - k])
}
untied_differences <- which(vapply(nonzero, function(d) !any(duplicated(abs(d))), TRUE))

groups <- list(list(c(2.9, 3.0, 2.5, 2.6, 3.2), c(3.8, 2.7, 4.0, 2.4), c(2.8, 3.4, 3.7, 2.2, 2.0)),
               list(c(1, 2, 2, 3), c(2, 3, 3, 4), c(4, 4, 5), c(1, 1, 2, 5, 5)))

write_reference(list(
  first = first, second = second,
  mann_whitney = both(function(x, y) quiet(wilcox.test(x, y, exact = FALSE))$statistic[[1]]),
  exact = both(function(x, y) wilcox.exact(x, y, exact = TRUE)$p.value),
  corrected = both(function(x, y) quiet(wilcox.test(x, y, exact = FALSE))$p.value),
  uncorrected = both(function(x, y) quiet(wilcox.test(x, y, exact = FALSE, correct = FALSE))$p.value),
  student = both(function(x, y) 2 * pt(-abs(z_value(x, y, 1)), length(x) + length(y) - 1)),
  untied_rows = untied - 1,
  shift95 = t(mapply(shift, first[untied], second[untied], 0.95)),
  shift99 = t(mapply(shift, first[untied], second[untied], 0.99)),
  differences = differences,
  positive = vapply(nonzero, function(d) quiet(wilcox.test(d, exact = FALSE))$statistic[[1]], 0),
  signed_exact = vapply(nonzero, function(d) wilcox.exact(d, exact = TRUE)$p.value, 0),
  signed_corrected = vapply(nonzero, function(d) quiet(wilcox.test(d, exact = FALSE))$p.value, 0),
  signed_uncorrected = vapply(nonzero, function(d) quiet(wilcox.test(d, exact = FALSE, correct = FALSE))$p.value, 0),
  pratt_exact = pratt_exact,
  pratt_corrected = 2 * pnorm(-abs(pratt_z)),
  untied_difference_rows = untied_differences - 1,
  pseudo95 = t(mapply(pseudo, nonzero[untied_differences], 0.95)),
  pseudo80 = t(mapply(pseudo, nonzero[untied_differences], 0.80)),
  groups = groups,
  kruskal = vapply(groups, function(g) kruskal.test(g)$statistic[[1]], 0),
  kruskal_p = vapply(groups, function(g) kruskal.test(g)$p.value, 0)))
