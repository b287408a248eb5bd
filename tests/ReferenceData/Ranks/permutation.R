# Permutation tests of means: exactRankTests::perm.test on integers (measurements in units of their last decimal), and a
# complete enumeration for the smallest case.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))
suppressWarnings(suppressPackageStartupMessages(library(exactRankTests)))

set.seed(20200302)
first <- list(c(4, 9, 12), round(rnorm(26, 3, 2), 1), round(rexp(18, 1 / 9)), c(1.25, 3.5, 2.75, 8))
second <- list(c(1, 3, 5, 6), round(rnorm(18, 4.2, 2), 1), round(rexp(26, 1 / 5)), c(0.5, 0.75, 2, 1.5, 3.25))
unit <- c(1, 10, 1, 100)
differences <- list(c(3, -1, 4, 1, 5), round(rnorm(26, 0.8, 2), 1), c(0, 0, 2, -7, 3, 3, 5), round(rnorm(40, 2, 9)))
difference_unit <- c(1, 10, 1, 1)

enumerate <- function(x, y) {
  pooled <- c(x, y); sums <- combn(length(pooled), length(x), function(i) sum(pooled[i])); e <- length(x) * mean(pooled)
  mean(abs(sums - e) >= abs(sum(x) - e) - 1e-9)
}
# perm.test shifts and rounds scores of its own; integers pass unchanged.
two_sample <- mapply(function(x, y, u) perm.test(round(x * u), round(y * u), exact = TRUE)$p.value, first, second, unit)
stopifnot(abs(two_sample[1] - enumerate(first[[1]], second[[1]])) < 1e-12)
stopifnot(abs(two_sample[4] - enumerate(first[[4]], second[[4]])) < 1e-12)
signs <- function(d) {
  d <- d[d != 0]; sums <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(d)))) %*% abs(d)
  mean(abs(sums) >= abs(sum(d)) - 1e-9)
}
paired <- mapply(function(d, u) { d <- round(d * u); d <- d[d != 0]; perm.test(d, rep(0, length(d)), paired = TRUE, exact = TRUE)$p.value }, differences, difference_unit)
stopifnot(abs(paired[1] - signs(differences[[1]])) < 1e-12, abs(paired[3] - signs(differences[[3]])) < 1e-12)
write_reference(list(first = first, second = second, two_sample = two_sample, differences = differences, paired = paired))
