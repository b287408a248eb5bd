# Tests and estimates on tables of counts.

# The test the protocol chose, on a matrix with the arms in rows.
association <- function(choice, counts) {
  none <- list(p = NA, statistic = NULL, df = NULL)
  counts <- counts[rowSums(counts) > 0, colSums(counts) > 0, drop = FALSE]
  if (nrow(counts) < 2 || ncol(counts) < 2) return(none)
  expected <- outer(rowSums(counts), colSums(counts)) / sum(counts)
  if (choice == "chi-square-or-fisher") choice <- if (min(expected) < 5) "fisher" else "chi-square"
  if (choice == "fisher") return(list(p = fisher.test(counts, workspace = 2e7, conf.int = FALSE)$p.value, statistic = NULL, df = NULL))
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

wilson <- function(x, n) {
  if (n == 0) return(c(NA, NA))
  suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
}

# Two-sided P values of Fisher's test for every table of the support, as fisher.test defines them: tables no likelier, ties within 1e-7.
fisher_of_support <- function(mass) {
  sorted <- sort(mass)
  cumsum(sorted)[findInterval(mass * (1 + 1e-7), sorted)]
}

# Newcombe (1998), method 10: the first proportion minus the second.
newcombe <- function(x, n) {
  if (any(n == 0)) return(c(NA, NA, NA))
  p <- x / n
  first <- wilson(x[1], n[1])
  second <- wilson(x[2], n[2])
  d <- p[1] - p[2]
  c(d,
    d - sqrt((p[1] - first[1])^2 + (second[2] - p[2])^2),
    d + sqrt((first[2] - p[1])^2 + (p[2] - second[1])^2))
}

# The noncentral hypergeometric distribution of the first group's events, given all of them.
noncentral <- function(x, n) {
  m <- sum(x)
  support <- max(0, m - n[2]):min(m, n[1])
  base <- lchoose(n[1], support) + lchoose(n[2], m - support)
  mass <- function(log_theta) {
    w <- base + support * log_theta
    w <- exp(w - max(w))
    w / sum(w)
  }
  list(support = support, base = base, mass = mass)
}

conditional_estimate <- function(x, n) {
  tables <- noncentral(x, n)
  if (x[1] == min(tables$support) || x[1] == max(tables$support)) return(NA)
  exp(uniroot(function(t) sum(tables$support * tables$mass(t)) - x[1], c(-40, 40), tol = 1e-14)$root)
}

# Conditional maximum-likelihood odds ratio and the interval that inverts the two-sided test which sums the tables
# no likelier than the observed one (ties within 1e-7).
odds_ratio <- function(x, n) {
  if (length(noncentral(x, n)$support) < 2) return(c(NA, NA, NA))
  lowest <- x[1] == min(noncentral(x, n)$support)
  c(conditional_estimate(x, n), if (lowest) 0 else 1 / outermost_ratio(rev(x), rev(n)), outermost_ratio(x, n))
}

# The largest ratio that the test accepts. Above the estimate the tables no likelier than the observed one are its own tail and, far off, the
# tables from some table on. As the ratio grows that table leaves at a known ratio; there P jumps. Between two such ratios P is one minus
# the probability of a run of tables, which has a single peak, so P is largest at an end.
outermost_ratio <- function(x, n) {
  tables <- noncentral(x, n)
  observed <- which(tables$support == x[1])
  if (observed == length(tables$support)) return(NA)
  error <- 1 - level
  own_tail <- function(t) sum(tables$mass(t)[1:observed])
  # The far tail is at most as many tables as there are, each no likelier than the observed one.
  most <- function(t) { mass <- tables$mass(t); sum(mass[1:observed]) + length(mass) * mass[observed] * (1 + 1e-7) }
  root <- function(f, from, to) uniroot(function(t) log(max(f(t), 1e-300)) - log(error), c(from, to), tol = 1e-14, maxiter = 1e4)$root
  least <- root(own_tail, -60, 60)
  greatest <- if (most(60) > error) 60 else root(most, least - 1e-6, 60)
  farther <- (observed + 1):length(tables$support)
  leaves <- (tables$base[observed] + log1p(1e-7) - tables$base[farther]) / (farther - observed)
  candidates <- sort(unique(c(least, leaves[leaves > least & leaves < greatest], greatest)))
  for (i in rev(seq_along(candidates))[-1]) {
    from <- candidates[i]
    to <- candidates[i + 1]
    after <- leaves <= from # gone just above the lower end
    inside <- function(t) own_tail(t) + sum(tables$mass(t)[farther[!after]])
    if (inside(to) > error) return(exp(to))
    if (inside(from) > error) return(exp(root(inside, from, to)))
  }
  exp(least)
}

# Miettinen & Nurminen (1985): the differences that the score statistic, with its restricted estimates, does not reject.
miettinen_nurminen_difference <- function(x, n) {
  if (any(n == 0)) return(c(NA, NA, NA))
  d <- x[1] / n[1] - x[2] / n[2]
  # The restricted likelihood is concave in the second proportion: its slope falls through zero, or one end is the maximum.
  restricted <- function(delta) {
    ends <- c(max(0, -delta), min(1, 1 - delta))
    slope <- function(p2) {
      p <- pmin(pmax(c(p2 + delta, p2), 0), 1)
      sum((x / p)[x > 0]) - sum(((n - x) / (1 - p))[x < n])
    }
    if (slope(ends[1]) <= 0) return(ends[1])
    if (slope(ends[2]) >= 0) return(ends[2])
    for (i in 1:200) {
      middle <- (ends[1] + ends[2]) / 2
      if (middle <= ends[1] || middle >= ends[2]) break
      if (slope(middle) > 0) ends[1] <- middle else ends[2] <- middle
    }
    middle
  }
  score <- function(delta) {
    p2 <- restricted(delta)
    p <- c(p2 + delta, p2)
    variance <- sum(p * (1 - p) / n) * sum(n) / (sum(n) - 1)
    if (d == delta) 0 else (d - delta) / sqrt(max(variance, 0))
  }
  z <- qnorm(1 - (1 - level) / 2)
  # No difference lies outside -1 to 1: where the score stays within the quantile up to there, there is the limit.
  limit <- function(end) {
    beyond <- function(t) min(abs(score(t)), 1e6) - z
    if (abs(d - end) < 1e-12 || beyond(end * (1 - 1e-12)) <= 0) return(end)
    uniroot(beyond, sort(c(d, end * (1 - 1e-12))), tol = 1e-13)$root
  }
  c(d, limit(-1), limit(1))
}

risk_difference <- function(endpoint, x, n)
  if (identical(endpoint$differenceInterval, "miettinen-nurminen")) miettinen_nurminen_difference(x, n) else newcombe(x, n)

# Each limit inverts a one-sided test of the noncentral hypergeometric distribution at half the error.
central_odds_ratio <- function(x, n) {
  tables <- noncentral(x, n)
  if (length(tables$support) < 2) return(c(NA, NA, NA))
  tail_of <- function(log_theta, side) sum(tables$mass(log_theta)[if (side > 0) tables$support >= x[1] else tables$support <= x[1]])
  limit <- function(side) exp(uniroot(function(t) tail_of(t, side) - (1 - level) / 2, c(-40, 40), tol = 1e-13)$root)
  c(conditional_estimate(x, n), if (x[1] == min(tables$support)) 0 else limit(1), if (x[1] == max(tables$support)) NA else limit(-1))
}

smd_continuous <- function(a, b) (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2)

smd_binary <- function(x, n) {
  p <- x / n
  (p[1] - p[2]) / sqrt(sum(p * (1 - p)) / 2)
}
