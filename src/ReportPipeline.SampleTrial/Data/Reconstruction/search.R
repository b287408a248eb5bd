# Simulated annealing for samples that reproduce printed aggregates.

# Two-sided rank-sum P as SAS prints it: normal approximation, continuity correction, tie-corrected variance.
rank_sum_p <- function(x, y) {
  r <- rank(c(x, y)); n <- length(x); m <- length(y); N <- n + m
  w <- sum(r[seq_len(n)]) - n * (N + 1) / 2
  ties <- table(r)
  sd <- sqrt(n * m / 12 * ((N + 1) - sum(ties^3 - ties) / (N * (N - 1))))
  2 * pnorm(-(abs(w) - min(0.5, abs(w))) / sd)
}

# Distance outside the half-open interval that rounds to the printed value, in units of its half width.
rounding_loss <- function(value, printed, digits) {
  half <- 0.5 * 10^-digits
  max(0, abs(value - printed) - 0.98 * half) / half
}

anneal <- function(state, loss, move, iterations, temperature = 2, cooling = 0.9992) {
  current <- loss(state); best <- state; best_loss <- current
  for (i in seq_len(iterations)) {
    temperature <- temperature * cooling
    candidate <- move(state); value <- loss(candidate)
    if (value < current || runif(1) < exp((current - value) / temperature)) {
      state <- candidate; current <- value
      if (current < best_loss) { best <- state; best_loss <- current }
    }
    if (best_loss == 0) break
  }
  list(state = best, loss = best_loss)
}

# One sample of whole units with the given total and an SD that rounds to `sd_printed` (2 decimals, in the same units
# times `step`). Pair moves keep the total; now and then one goes uphill. NULL when that does not help.
sample_with_moments <- function(v, total, sd_printed, low, high, step = 1) {
  n <- length(v)
  while (sum(v) != total) {
    d <- sign(total - sum(v)); j <- sample(n, 1)
    if (v[j] + d >= low && v[j] + d <= high) v[j] <- v[j] + d
  }
  bounds <- (n - 1) * ((sd_printed + c(-0.0049, 0.0049)) / step)^2
  ss <- sum((v - total / n)^2)
  for (i in 1:4000) {
    if (ss >= bounds[1] && ss <= bounds[2]) return(v)
    j <- sample(n, 2); d <- sample.int(max(1, round((high - low) / 25)), 1)
    if (v[j[1]] + d > high || v[j[2]] - d < low) next
    change <- 2 * d * (v[j[1]] - v[j[2]] + d)
    if (abs(ss + change - mean(bounds)) < abs(ss - mean(bounds)) || runif(1) < 0.03) {
      v[j] <- v[j] + c(d, -d); ss <- ss + change
    }
  }
  NULL
}

# Pairs samples from two pools until the rank-sum P lies in [p_low, p_high).
pair_by_p <- function(draw_x, draw_y, p_low, p_high, pool = 60) {
  for (round in 1:60) {
    xs <- Filter(Negate(is.null), lapply(seq_len(pool), function(i) draw_x()))
    ys <- Filter(Negate(is.null), lapply(seq_len(pool), function(i) draw_y()))
    for (x in xs) for (y in ys) {
      p <- rank_sum_p(x, y)
      if (p >= p_low && p < p_high) return(list(x = x, y = y))
    }
  }
  stop("no pair found")
}

# Spread the counts over named subjects: prefer those in `first`, never outside `eligible`.
pick <- function(n, eligible, first = integer()) {
  first <- intersect(first, eligible)
  rest <- setdiff(eligible, first)
  shuffled <- c(first[sample.int(length(first))], rest[sample.int(length(rest))])
  stopifnot(n <= length(shuffled))
  sort(shuffled[seq_len(n)])
}
