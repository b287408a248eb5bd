# Tests and estimates on tables of counts.

# The test the protocol chose, on a matrix with the arms in rows.
association <- function(choice, counts) {
  none <- list(p = NA, statistic = NULL, df = NULL)
  counts <- counts[rowSums(counts) > 0, colSums(counts) > 0, drop = FALSE]
  if (nrow(counts) < 2 || ncol(counts) < 2) return(none)
  expected <- outer(rowSums(counts), colSums(counts)) / sum(counts)
  if (choice == "chi-square-or-fisher") choice <- if (min(expected) < 5) "fisher" else "chi-square"
  if (choice == "fisher") return(list(p = fisher.test(counts, workspace = 2e7)$p.value, statistic = NULL, df = NULL))
  test <- suppressWarnings(chisq.test(counts, correct = choice == "chi-square-yates"))
  list(p = test$p.value, statistic = unname(test$statistic), df = unname(test$parameter))
}

put_test <- function(place, test) {
  if (!is.null(test$statistic)) put(place, "statistic", value = test$statistic)
  if (!is.null(test$df)) put(place, "df", value = test$df)
  put(place, "p", value = test$p)
}

two_by_two <- function(events, sizes) cbind(events, sizes - events)

clopper_pearson <- function(x, n) {
  if (n == 0) return(c(NA, NA))
  binom.test(x, n, conf.level = level)$conf.int
}

wilson <- function(x, n) prop.test(x, n, conf.level = level, correct = FALSE)$conf.int

# Newcombe (1998), method 10: the first proportion minus the second.
newcombe <- function(x, n) {
  if (any(n == 0)) return(c(NA, NA, NA))
  p <- x / n
  first <- suppressWarnings(wilson(x[1], n[1]))
  second <- suppressWarnings(wilson(x[2], n[2]))
  d <- p[1] - p[2]
  c(d,
    d - sqrt((p[1] - first[1])^2 + (second[2] - p[2])^2),
    d + sqrt((first[2] - p[1])^2 + (p[2] - second[1])^2))
}

# Conditional maximum-likelihood odds ratio and the interval that inverts the two-sided test which sums the tables
# no likelier than the observed one, from the noncentral hypergeometric distribution.
odds_ratio <- function(x, n) {
  m <- sum(x)
  support <- max(0, m - n[2]):min(m, n[1])
  if (length(support) < 2) return(c(NA, NA, NA))
  base <- lchoose(n[1], support) + lchoose(n[2], m - support)
  mass <- function(log_theta) {
    w <- base + support * log_theta
    w <- exp(w - max(w))
    w / sum(w)
  }
  p_value <- function(log_theta) {
    probability <- mass(log_theta)
    observed <- probability[support == x[1]]
    sum(probability[probability <= observed * (1 + 1e-7)])
  }
  lowest <- x[1] == min(support)
  highest <- x[1] == max(support)
  estimate <- if (lowest || highest) NA else
    exp(uniroot(function(t) sum(support * mass(t)) - x[1], c(-40, 40), tol = 1e-14)$root)
  # The P value jumps where another table joins, so the accepted set is searched on a grid from outside, then bisected.
  grid <- seq(-25, 25, by = 0.001)
  accepted <- vapply(grid, function(t) p_value(t) > 1 - level, TRUE)
  edge <- function(outside, inside) {
    for (i in 1:80) {
      middle <- (outside + inside) / 2
      if (p_value(middle) > 1 - level) inside <- middle else outside <- middle
    }
    exp(inside)
  }
  first <- min(which(accepted))
  last <- max(which(accepted))
  c(estimate,
    if (lowest) 0 else edge(grid[first - 1], grid[first]),
    if (highest) NA else edge(grid[last + 1], grid[last]))
}

smd_continuous <- function(a, b) (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2)

smd_binary <- function(x, n) {
  p <- x / n
  (p[1] - p[2]) / sqrt(sum(p * (1 - p)) / 2)
}
