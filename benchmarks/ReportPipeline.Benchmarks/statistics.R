# Runs beside ReportPipeline.Benchmarks: the same tasks on the same subjects, one line per task:
#   task <tab> seconds <tab> figures that are compared
# Rscript statistics.R FILE SUBJECTS REPEATS     (R 4.2; Debian: r-base-core r-cran-survival)
suppressPackageStartupMessages(library(survival))
words <- commandArgs(TRUE); file <- words[1]; n <- as.integer(words[2]); repeats <- as.integer(words[3])
connection <- file(file, "rb")
columns <- lapply(1:6, function(i) readBin(connection, "double", n))
close(connection)
names(columns) <- c("time", "day", "event", "x1", "x2", "x3")
d <- as.data.frame(columns)
d$score <- ceiling(400 * d$x3)

# "when" is no column of d, so that the formulas find the argument.
curves <- function(when) function() {
  fit <- survfit(Surv(when, event) ~ x1, data = d, conf.type = "log-log")
  test <- survdiff(Surv(when, event) ~ x1, data = d)
  list(fit, test$chisq)
}
figures_of_curves <- function(x)
  c(quantile(x[[1]], 0.5)$quantile, summary(x[[1]], times = 100)$surv, x[[2]])
cox <- function(when) function() coxph(Surv(when, event) ~ x1 + x2 + x3, data = d, ties = "efron")
figures_of_cox <- function(x) c(coef(x), x$loglik[2])
rank_sum <- function(values) function()
  wilcox.test(values[d$x1 == 0], values[d$x1 == 1], exact = FALSE, correct = TRUE)
figures_of_rank_sum <- function(x) c(x$statistic, x$p.value)
hard <- matrix(c(49, 47, 25, 12, 3, 11, 14, 6, 4, 2, 7, 4, 3, 3, 2, 15, 8, 8, 3, 1), 4, byrow = TRUE)
fisher <- function() fisher.test(hard, workspace = 2e8)

report <- function(name, work, figures, times = repeats) {
  seconds <- replicate(times, { gc(FALSE); system.time(result <<- work())[["elapsed"]] })
  cat(name, "\t", format(min(seconds), digits = 6), "\t",
      paste(format(figures(result), digits = 17, trim = TRUE), collapse = " "), "\n", sep = "")
}
report("KM and log-rank, continuous times", curves(d$time), figures_of_curves)
report("KM and log-rank, whole days", curves(d$day), figures_of_curves)
report("Cox, 3 covariates, Efron, continuous times", cox(d$time), figures_of_cox)
report("Cox, 3 covariates, Efron, whole days", cox(d$day), figures_of_cox)
report("rank-sum, continuous values", rank_sum(d$x2), figures_of_rank_sum)
report("rank-sum, tied values", rank_sum(d$score), figures_of_rank_sum)
if (n == 10000) report("Fisher 4\u00d75, N = 227", fisher, function(x) x$p.value, 1)
