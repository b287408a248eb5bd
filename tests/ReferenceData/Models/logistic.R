# Logistic regression: glm to full convergence; Firth's estimate by data augmentation (every row split into y with weight
# 1 + h/2 and 1 - y with weight h/2, iterated over glm.fit), which shares no step with a modified-score algorithm.
# Profile bounds and penalised likelihood-ratio statistics by root finding on those fits.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

control <- glm.control(epsilon = 1e-15, maxit = 100)

ordinary <- function(x, y, fixed = integer(), at = 0, start = NULL) {
  free <- setdiff(seq_len(ncol(x)), fixed)
  offset <- if (length(fixed)) as.vector(x[, fixed, drop = FALSE] %*% rep(at, length(fixed))) else rep(0, nrow(x))
  beta <- rep(at, ncol(x))
  beta[free] <- suppressWarnings(glm.fit(x[, free, drop = FALSE], y, family = binomial(), offset = offset, control = control))$coefficients
  eta <- as.vector(x %*% beta)
  list(beta = beta, value = sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))))
}

firth <- function(x, y, fixed = integer(), at = 0, start = rep(0, ncol(x))) {
  free <- setdiff(seq_len(ncol(x)), fixed)
  beta <- start; beta[fixed] <- at
  offset <- if (length(fixed)) as.vector(x[, fixed, drop = FALSE] %*% rep(at, length(fixed))) else rep(0, nrow(x))
  for (i in 1:300) {
    p <- plogis(as.vector(x %*% beta)); w <- p * (1 - p)
    root <- qr.Q(qr(x * sqrt(w))); h <- rowSums(root^2)
    if (!length(free)) break
    fit <- suppressWarnings(glm.fit(rbind(x, x)[, free, drop = FALSE], c(y, 1 - y), weights = c(1 + h / 2, h / 2),
      start = beta[free], offset = c(offset, offset), family = binomial(), control = control))
    change <- max(abs(fit$coefficients - beta[free]))
    beta[free] <- fit$coefficients
    if (change < 1e-14) break
  }
  eta <- as.vector(x %*% beta); p <- plogis(eta)
  value <- sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) +
    sum(log(abs(diag(qr.R(qr(x * sqrt(p * (1 - p))))))))
  list(beta = beta, value = value)
}

information <- function(x, beta) { p <- plogis(as.vector(x %*% beta)); t(x) %*% (x * (p * (1 - p))) }

inference <- function(fit, x, y) {
  best <- fit(x, y)
  error <- sqrt(diag(solve(information(x, best$beta))))
  t(sapply(seq_len(ncol(x)), function(j) {
    excess <- function(b) fit(x, y, j, b, best$beta)$value - best$value + qchisq(0.95, 1) / 2
    bound <- function(sign) {
      far <- best$beta[j] + sign * error[j]
      while (excess(far) > 0) far <- far + sign * error[j]
      uniroot(excess, sort(c(best$beta[j], far)), tol = 1e-13)$root
    }
    ratio <- 2 * (best$value - fit(x, y, j, 0, best$beta)$value)
    c(best$beta[j], error[j], bound(-1), bound(1), ratio, pchisq(ratio, 1, lower.tail = FALSE))
  }))
}

score <- function(x, y, fixed) {
  null <- ordinary(x, y, fixed)$beta
  u <- t(x) %*% (y - plogis(as.vector(x %*% null)))
  s <- as.numeric(t(u) %*% solve(information(x, null), u))
  c(s, pchisq(s, length(fixed), lower.tail = FALSE))
}

set.seed(7)
n <- 44
arm <- rep(0:1, c(18, 26)); age <- round(rnorm(n, 52, 11)) - 52; oxygen <- round(rnorm(n, 90, 4)) - 90
y <- rbinom(n, 1, plogis(-0.3 + 1.1 * arm - 0.03 * age + 0.17 * oxygen))
x <- cbind(1, arm, age, oxygen)
separated <- as.numeric(arm == 1 | seq_len(n) %in% c(1, 4, 9, 12, 15, 16))

global <- function(x, y) {
  best <- ordinary(x, y); null <- ordinary(x, y, 2:ncol(x))
  wald <- best$beta[-1] %*% solve(solve(information(x, best$beta))[-1, -1], best$beta[-1])
  c(2 * (best$value - null$value), score(x, y, 2:ncol(x))[1], wald)
}

write_reference(list(
  arm = arm, age = age, oxygen = oxygen, y = y, separated = separated,
  ordinary = inference(ordinary, x, y), logLikelihood = ordinary(x, y)$value,
  scores = t(sapply(1:4, function(j) score(x, y, j))), global = global(x, y),
  firth = inference(firth, x, y), firthLogLikelihood = firth(x, y)$value,
  firthGlobal = 2 * (firth(x, y)$value - firth(x, y, 2:4, 0)$value),
  dates = inference(ordinary, cbind(1, age / 10), y)[, 1:2],
  firthSeparated = inference(firth, x, separated),
  haldane = inference(firth, cbind(1, rep(0:1, c(10, 16))), rep(c(1, 0), c(2, 24)))
))
