# Fisher's exact test of r x c tables. Small ones by complete enumeration (every table with the observed margins), because
# fisher.test's network algorithm merges nearly equal paths and is good to about 1e-8 only.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

rows <- function(..., nrow) matrix(c(...), nrow = nrow, byrow = TRUE)
tables <- list(
  rows(3, 1, 0, 0, 2, 3, nrow = 2), rows(1, 2, 3, 4, 4, 1, 2, 0, nrow = 2), rows(4, 0, 1, 1, 5, 0, 0, 2, 3, nrow = 3),
  rows(2, 0, 1, 2, 6, 1, 0, 3, 1, 1, 2, 5, nrow = 3), rows(10, 5, 6, 12, 9, 4, nrow = 3), rows(1, 1, 1, 1, 1, 1, 1, 1, 1, nrow = 3),
  rows(0, 2, 1, 1, 0, 3, 2, 0, 0, 1, 1, 2, 1, 0, 0, 3, nrow = 4), rows(3, 0, 2, 1, 1, 1, 0, 4, 0, 2, nrow = 5),
  rows(12, 0, 0, 0, 9, 0, 0, 0, 7, nrow = 3), rows(40, 6, 3, 4, 3, 39, 5, 3, 7, 5, nrow = 2),
  rows(1, 0, 2, 0, 1, 1, 0, 1, 2, 1, 0, 1, nrow = 6))

# Sums the probabilities of all completions that are no more probable than the observed table, row by row.
compositions <- function(n, limits) {
  if (length(limits) == 1) return(if (n <= limits) matrix(n, 1) else matrix(0, 0, 1))
  do.call(rbind, lapply(max(0, n - sum(limits[-1])):min(n, limits[1]), function(a) {
    rest <- compositions(n - a, limits[-1]); if (nrow(rest)) cbind(a, rest) else NULL
  }))
}
enumerate <- function(x) {
  constant <- sum(lfactorial(rowSums(x))) + sum(lfactorial(colSums(x))) - lfactorial(sum(x))
  limit <- sum(lfactorial(x)) - log1p(1e-7)
  total <- 0
  walk <- function(i, columns, score) {
    if (i == nrow(x)) {
      score <- score + sum(lfactorial(columns))
      if (score >= limit) total <<- total + exp(constant - score)
      return(invisible())
    }
    choices <- compositions(rowSums(x)[i], columns)
    for (k in seq_len(nrow(choices))) walk(i + 1, columns - choices[k, ], score + sum(lfactorial(choices[k, ])))
  }
  walk(1, colSums(x), 0)
  total
}
exact <- vapply(tables, enumerate, 0)
stopifnot(all(abs(exact / vapply(tables, function(x) fisher.test(x)$p.value, 0) - 1) < 1e-6))
write_reference(list(tables = tables, exact = exact))
