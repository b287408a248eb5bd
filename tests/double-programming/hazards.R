# Cox regression with Breslow, Efron or exact ties; Firth's penalised partial likelihood where an estimate diverges.

# The covariates that say something the ones before them do not.
independent <- function(x) {
  decomposition <- qr(scale(x, center = TRUE, scale = FALSE))
  x[, sort(decomposition$pivot[seq_len(decomposition$rank)]), drop = FALSE]
}

put_hazard <- function(place, time, event, x, ties) {
  put(place, "N", value = length(time))
  put(place, "events", value = sum(event))
  tells <- !tells_nothing(event, x)
  if (tells) x <- independent(x)
  fit <- if (!tells) list()
    else if (diverges(time, event, x)) firth(time, event, x) else wald(time, event, x, ties)
  for (name in c("estimate", "se", "lower", "upper", "p")) put(place, name, value = fit[[name]])
}

# Without an event, or with one arm, the likelihood says nothing of the arm: not estimable.
tells_nothing <- function(event, x) sum(event) == 0 || length(unique(x[, 1])) < 2

# Monotone likelihood: some direction never decreases the score of the failing subject in any risk set. With the arm as
# first covariate it is enough here to look whether the ordinary maximisation runs away.
diverges <- function(time, event, x, stratum = rep(1, length(time))) {
  fit <- suppressWarnings(coxph(Surv(time, event) ~ x + strata(stratum), ties = "breslow", control = coxph.control(iter.max = 200, eps = 1e-14)))
  any(is.na(coef(fit))) || any(sqrt(diag(vcov(fit))) * apply(x, 2, sd) > 100)
}

wald <- function(time, event, x, ties) {
  fit <- coxph(Surv(time, event) ~ x, ties = ties, control = coxph.control(iter.max = 100, eps = 1e-13, toler.chol = 1e-15))
  beta <- unname(coef(fit)[1])
  se <- sqrt(vcov(fit)[1, 1])
  z <- qnorm(1 - (1 - level) / 2)
  list(estimate = exp(beta), se = se, lower = exp(beta - z * se), upper = exp(beta + z * se), p = pchisq((beta / se)^2, 1, lower.tail = FALSE))
}

# Breslow partial log-likelihood and information, from their definitions.
partial <- function(beta, time, event, x, stratum) {
  loglik <- 0
  information <- matrix(0, ncol(x), ncol(x))
  weight <- exp(drop(x %*% beta))
  for (i in which(event == 1)) {
    at_risk <- time >= time[i] & stratum == stratum[i]
    w <- weight[at_risk] / sum(weight[at_risk])
    z <- x[at_risk, , drop = FALSE]
    centre <- colSums(w * z)
    loglik <- loglik + sum(x[i, ] * beta) - log(sum(weight[at_risk]))
    information <- information + crossprod(z * w, z) - tcrossprod(centre)
  }
  list(loglik = loglik, information = information)
}

# Heinze & Schemper (2001): log-likelihood + half the log determinant of the information; profile limits; ratio test.
firth <- function(time, event, x, stratum = rep(1, length(time))) {
  x <- scale(x, center = TRUE, scale = FALSE)
  size <- apply(abs(x), 2, max)
  x <- sweep(x, 2, size, "/")
  penalised <- function(beta) {
    fit <- partial(beta, time, event, x, stratum)
    log_determinant <- determinant(fit$information)$modulus
    if (is.finite(log_determinant)) fit$loglik + log_determinant / 2 else -1e10
  }
  maximise <- function(fixed, start) {
    if (length(start) == 0) return(list(value = penalised(fixed), at = numeric()))
    best <- list(par = start)
    for (round in 1:4) best <- optim(best$par, function(rest) penalised(c(fixed, rest)), method = "BFGS",
      control = list(fnscale = -1, reltol = 1e-15, maxit = 1000, ndeps = rep(1e-5, length(start))))
    list(value = best$value, at = best$par)
  }
  all <- maximise(numeric(), rep(0, ncol(x)))
  rest <- all$at[-1]
  profile <- function(beta) maximise(beta, rest)$value
  peak <- optimize(profile, all$at[1] + c(-1, 1), maximum = TRUE, tol = 1e-10)
  beta <- peak$maximum
  drop_to <- function(b) 2 * (peak$objective - profile(b)) - qchisq(level, 1)
  limit <- function(direction) {
    step <- 1
    while (drop_to(beta + direction * step) < 0) { step <- step * 2; if (step > 200) return(NA) }
    uniroot(drop_to, sort(c(beta, beta + direction * step)), tol = 1e-11)$root
  }
  at <- c(beta, maximise(beta, rest)$at)
  se <- sqrt(solve(partial(at, time, event, x, stratum)$information)[1, 1])
  list(
    estimate = exp(beta / size[1]), se = se / size[1], lower = exp(limit(-1) / size[1]), upper = exp(limit(1) / size[1]),
    p = pchisq(2 * (peak$objective - profile(0)), 1, lower.tail = FALSE))
}
