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

# Miettinen & Nurminen (1985): the differences that the score statistic, with its restricted estimates, does not reject.
miettinen_nurminen_difference <- function(x, n) {
  if (any(n == 0)) return(c(NA, NA, NA))
  d <- x[1] / n[1] - x[2] / n[2]
  score <- function(delta) {
    likelihood <- function(p2) sum(ifelse(x > 0, x * log(c(p2 + delta, p2)), 0)) + sum(ifelse(n - x > 0, (n - x) * log(1 - c(p2 + delta, p2)), 0))
    p2 <- optimize(likelihood, c(max(0, -delta) + 1e-14, min(1, 1 - delta) - 1e-14), maximum = TRUE, tol = 1e-12)$maximum
    # The root of the derivative is sharper than the maximum.
    slope <- function(p2) sum(x / c(p2 + delta, p2)) - sum((n - x) / (1 - c(p2 + delta, p2)))
    near <- tryCatch(uniroot(slope, c(max(max(0, -delta) + 1e-14, p2 - 1e-4), min(min(1, 1 - delta) - 1e-14, p2 + 1e-4)), tol = 1e-15)$root, error = function(e) p2)
    p <- c(near + delta, near)
    (d - delta) / sqrt(sum(p * (1 - p) / n) * sum(n) / (sum(n) - 1))
  }
  z <- qnorm(1 - (1 - level) / 2)
  c(d, uniroot(function(t) score(t) - z, c(-1 + 1e-9, d - 1e-9), tol = 1e-13)$root, uniroot(function(t) score(t) + z, c(d + 1e-9, 1 - 1e-9), tol = 1e-13)$root)
}

risk_difference <- function(endpoint, x, n)
  if (identical(endpoint$differenceInterval, "miettinen-nurminen")) miettinen_nurminen_difference(x, n) else newcombe(x, n)

# Each limit inverts a one-sided test of the noncentral hypergeometric distribution at half the error.
central_odds_ratio <- function(x, n) {
  estimate <- odds_ratio(x, n)[1]
  m <- sum(x)
  support <- max(0, m - n[2]):min(m, n[1])
  if (length(support) < 2) return(c(NA, NA, NA))
  base <- lchoose(n[1], support) + lchoose(n[2], m - support)
  tail_of <- function(log_theta, side) {
    w <- base + support * log_theta
    w <- exp(w - max(w))
    sum(w[if (side > 0) support >= x[1] else support <= x[1]]) / sum(w)
  }
  limit <- function(side) exp(uniroot(function(t) tail_of(t, side) - (1 - level) / 2, c(-40, 40), tol = 1e-13)$root)
  c(estimate, if (x[1] == min(support)) 0 else limit(1), if (x[1] == max(support)) NA else limit(-1))
}

smd_continuous <- function(a, b) (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2)

smd_binary <- function(x, n) {
  p <- x / n
  (p[1] - p[2]) / sqrt(sum(p * (1 - p)) / 2)
}
