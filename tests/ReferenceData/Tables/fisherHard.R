# Hard 4 x 5 tables with 227 subjects by fisher.test; R needs 4 to 20 seconds each. Its network algorithm merges paths
# whose probabilities nearly agree, which leaves an error of about 1e-9 to 1e-8.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

tables <- lapply(list(
  c(49, 47, 25, 12, 3, 11, 14, 6, 4, 2, 7, 4, 3, 3, 2, 15, 8, 8, 3, 1),
  c(83, 25, 11, 11, 9, 18, 8, 5, 1, 1, 14, 4, 5, 3, 1, 18, 2, 3, 5, 0),
  c(58, 10, 12, 8, 4, 36, 8, 10, 5, 2, 28, 10, 4, 4, 3, 15, 3, 3, 4, 0),
  c(33, 6, 7, 5, 1, 28, 6, 6, 11, 4, 39, 13, 5, 4, 3, 31, 7, 5, 10, 3)), matrix, nrow = 4, byrow = TRUE)
write_reference(list(tables = tables, p = vapply(tables, function(x) fisher.test(x, workspace = 2e8)$p.value, 0)))
