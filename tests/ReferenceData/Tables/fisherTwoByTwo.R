# Fisher's exact test of 2x2 tables: P values by fisher.test; odds ratios and intervals by solving the defining equations
# in log space, because fisher.test stops its own root finder at about 1e-4.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

# a, b, c, d by rows
tables <- rbind(
  c(24, 2, 12, 6), c(23, 1, 12, 6), c(17, 3, 6, 6), c(20, 6, 18, 0), c(2, 24, 6, 12), c(3, 23, 6, 12),
  c(17, 9, 6, 12), c(16, 10, 17, 1), c(2, 8, 7, 1), c(3, 1, 1, 3), c(10, 0, 0, 10), c(0, 5, 7, 3), c(1, 9, 11, 3),
  c(120, 80, 95, 130), c(900, 1100, 1000, 1000), c(5, 4995, 40, 4960), c(300, 20, 15, 280), c(1, 1, 1, 1))

log_weights <- function(t) {
  m <- t[1] + t[3]; n <- t[2] + t[4]; k <- t[1] + t[2]
  y <- max(0, k - n):min(k, m)
  list(y = y, w = lchoose(m, y) + lchoose(n, k - y))
}
masses <- function(lw, s) { e <- lw$w + lw$y * s; e <- exp(e - max(e)); e / sum(e) }

# The point where sign(f) changes, by bisection until the bracket has no double inside.
bisect <- function(f, low, high) {
  low_sign <- f(low) > 0
  repeat {
    middle <- (low + high) / 2
    if (middle <= low || middle >= high) return(middle)
    if ((f(middle) > 0) == low_sign) low <- middle else high <- middle
  }
}

conditional_estimate <- function(t) {
  lw <- log_weights(t); x <- t[1]
  if (x == min(lw$y) || x == max(lw$y)) return(NA)
  exp(bisect(function(s) sum(lw$y * masses(lw, s)) - x, -50, 50))
}
central <- function(t, alpha) {
  lw <- log_weights(t); x <- t[1]
  c(if (x == min(lw$y)) 0 else exp(bisect(function(s) sum(masses(lw, s)[lw$y >= x]) - alpha / 2, -60, 60)),
    if (x == max(lw$y)) NA else exp(bisect(function(s) sum(masses(lw, s)[lw$y <= x]) - alpha / 2, -60, 60)))
}
# The set of odds ratios with P > alpha, scanned on a grid from outside and then bisected: smallest and largest member.
minlike <- function(t, alpha) {
  lw <- log_weights(t); x <- t[1]
  excess <- function(s) { f <- masses(lw, s); o <- f[lw$y == x]; sum(f[f <= o * (1 + 1e-12)]) - alpha }
  grid <- seq(-14, 14, by = 0.0005)
  inside <- vapply(grid, function(s) excess(s) > 0, TRUE)
  first <- which(inside)[1]; last <- tail(which(inside), 1)
  c(if (x == min(lw$y)) 0 else exp(bisect(excess, grid[first - 1], grid[first])),
    if (x == max(lw$y)) NA else exp(bisect(excess, grid[last], grid[last + 1])))
}

each <- function(f) t(apply(tables, 1, f))
test <- function(t, alternative) fisher.test(matrix(t, 2, byrow = TRUE), alternative = alternative)$p.value
small <- which(rowSums(tables) < 600)
write_reference(list(
  tables = tables,
  two_sided = apply(tables, 1, test, "two.sided"),
  less = apply(tables, 1, test, "less"),
  greater = apply(tables, 1, test, "greater"),
  conditional = apply(tables, 1, conditional_estimate),
  central95 = each(function(t) central(t, 0.05)),
  central90 = each(function(t) central(t, 0.10)),
  minlike_rows = small - 1,
  minlike95 = t(apply(tables[small, ], 1, minlike, 0.05)),
  minlike99 = t(apply(tables[small, ], 1, minlike, 0.01)),
  # One-sided tails far below the usual range, as logarithms: successes, failures, draws, x, log P(X >= x)
  far = rbind(c(3000, 7000, 3000, 2000), c(500, 500, 500, 480), c(100000, 900000, 2000, 700)),
  far_log_upper = c(phyper(1999, 3000, 7000, 3000, FALSE, TRUE), phyper(479, 500, 500, 500, FALSE, TRUE),
                    phyper(699, 100000, 900000, 2000, FALSE, TRUE))))
