# Fisher's exact test of tables with at least five rows and columns, by fisher.test. For the last table R's network algorithm
# is wrong (P .3138, in both orientations; 4.2.2): its own simulation gives .411, so that one is stored with its error.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

rows <- function(..., nrow) matrix(c(...), nrow = nrow, byrow = TRUE)
tables <- list(
  rows(0, 2, 2, 0, 1, 0, 0, 2, 1, 1, 1, 2, 2, 0, 0, 2, 0, 2, 2, 1, 0, 1, 1, 0, 2, nrow = 5),
  rows(0, 2, 2, 0, 1, 0, 0, 2, 1, 1, 1, 2, 2, 0, 0, 2, 0, 2, 2, 1, 0, 1, 1, 0, 2, 1, 1, 1, 1, 1, 0, 0, 1, 0, 2, 2, nrow = 6),
  rows(1, 4, 5, 1, 3, 1, 1, 5, 2, 2, 3, 4, 4, 0, 0, 5, 0, 5, 4, 2, 1, 3, 2, 0, 5, nrow = 5),
  rows(3, 3, 3, 5, 4, 6, 2, 6, 4, 2, 6, 3, 2, 2, 4, 2, 6, 2, 6, 3, 4, 2, 6, 5, 2, nrow = 5))
simulated <- rows(3, 3, 2, 1, 0, 0, 2, 1, 1, 2, 0, 2, 1, 2, 3, 2, 2, 1, 3, 3, 1, 3, 2, 1, 0, 0, 1, 0, 2, 1, 2, 2, 3, 0, 0, 3, 1, 0, 0, 0, nrow = 5)
set.seed(1)
replicates <- 4e5
p <- fisher.test(simulated, simulate.p.value = TRUE, B = replicates)$p.value
write_reference(list(
  tables = tables, p = vapply(tables, function(x) fisher.test(x, workspace = 2e8)$p.value, 0),
  simulated = simulated, simulated_p = p, simulated_error = sqrt(p * (1 - p) / replicates)))
