# Pearson's chi-squared test by chisq.test; the far tail by pchisq on the log scale where needed.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

rows <- function(..., nrow = 2) matrix(c(...), nrow = nrow, byrow = TRUE)
two_by_two <- list(rows(17, 9, 13, 5), rows(16, 10, 10, 8), rows(24, 2, 12, 6), rows(10, 10, 5, 15), rows(1, 1, 1, 1),
                   rows(900, 1100, 1000, 1000), rows(700, 5, 4, 600), rows(5, 6, 6, 5))
larger <- list(rows(10, 5, 6, 12, 9, 4), rows(40, 6, 3, 4, 3, 39, 5, 3, 7, 5), rows(8, 3, 0, 2, 9, 4, 1, 5, 12, nrow = 3),
               rows(300, 20, 15, 10, 280, 30, 5, 10, 310, nrow = 3))
quiet <- function(x, ...) suppressWarnings(chisq.test(x, ...))
write_reference(list(
  two_by_two = two_by_two,
  yates = vapply(two_by_two, function(x) quiet(x)$p.value, 0),
  uncorrected = vapply(two_by_two, function(x) quiet(x, correct = FALSE)$p.value, 0),
  larger = larger,
  larger_statistic = vapply(larger, function(x) quiet(x)$statistic[[1]], 0),
  larger_p = vapply(larger, function(x) quiet(x)$p.value, 0)))
