# Sensitivity analyses of proportions and survival.

# Only the named part of a place up to the endpoint: the analyses below have one comparison per endpoint.
head_of <- function(id, one) c(id, one$place[2], one$place[3], one$place[1])
with_group <- function(place, group) replace(place, 3, group)

put_flip_test <- function(place, test, against) {
  put_test(place, test)
  put(place, "flip", value = flips(test$p, against))
}

put_share <- function(place, x, n) {
  put(place, "n", value = x)
  put(place, "N", value = n)
  put(place, "percent", value = if (n > 0) 100 * x / n else NA)
}

# Mantel-Haenszel odds ratio with the variance of Robins, Breslow and Greenland; Breslow-Day test with Tarone's adjustment.
common_odds_ratio <- function(strata) {
  part <- function(f) sum(vapply(strata, f, 0))
  r <- part(function(t) t[1, 1] * t[2, 2] / sum(t))
  s <- part(function(t) t[1, 2] * t[2, 1] / sum(t))
  p <- function(t) (t[1, 1] + t[2, 2]) / sum(t)
  q <- function(t) (t[1, 2] + t[2, 1]) / sum(t)
  one <- function(t) t[1, 1] * t[2, 2] / sum(t)
  two <- function(t) t[1, 2] * t[2, 1] / sum(t)
  variance <- part(function(t) p(t) * one(t)) / (2 * r^2) + part(function(t) p(t) * two(t) + q(t) * one(t)) / (2 * r * s) + part(function(t) q(t) * two(t)) / (2 * s^2)
  if (!isTRUE(r > 0 && s > 0)) return(c(NA, NA, NA)) # without limit on one side
  z <- qnorm(1 - (1 - level) / 2)
  c(r / s, r / s * exp(-z * sqrt(variance)), r / s * exp(z * sqrt(variance)))
}

breslow_day <- function(strata, ratio) {
  if (length(strata) < 2 || !is.finite(ratio) || ratio <= 0) return(no_test)
  fitted <- lapply(strata, function(t) {
    m <- rowSums(t)
    e <- sum(t[, 1])
    a <- uniroot(function(a) a * (m[2] - e + a) - ratio * (e - a) * (m[1] - a), c(max(0, e - m[2]), min(e, m[1])), tol = 1e-14)$root
    c(observed = t[1, 1], a = a, v = 1 / (1 / a + 1 / (e - a) + 1 / (m[1] - a) + 1 / (m[2] - e + a)))
  })
  fitted <- do.call(rbind, fitted)
  colnames(fitted) <- c("observed", "a", "v")
  chisq <- sum((fitted[, "observed"] - fitted[, "a"])^2 / fitted[, "v"]) - sum(fitted[, "observed"] - fitted[, "a"])^2 / sum(fitted[, "v"])
  list(statistic = chisq, df = length(strata) - 1, p = pchisq(chisq, length(strata) - 1, lower.tail = FALSE))
}

site_stratified <- function(endpoint, set) for (one in comparisons_of(set, endpoint$endpoints)) {
  place <- head_of(endpoint$id, one)
  data <- one$data
  if (one$kind == "times") {
    first <- data$arm == arms[1]
    put_flip_test(c(place, "log-rank"), weighted_log_rank(data$time, data$event, first, function(n, s, peto) 1, data$site), one$p)
    if (tells_nothing(data$event, cbind(first))) {
      put_estimate(c(place, "hazard-ratio"), c(NA, NA, NA))
      put(place, "hazard-ratio", "p", value = NA)
      next
    }
    x <- cbind(as.numeric(first))
    fit <- suppressWarnings(coxph(Surv(data$time, data$event) ~ x + strata(data$site), ties = "efron", control = coxph.control(eps = 1e-13, iter.max = 100, toler.chol = 1e-15)))
    information <- isTRUE(vcov(fit)[1, 1] > 0) # some event while both arms were at risk at one site
    hazard <- if (!information) list() else if (diverges(data$time, data$event, x, data$site)) firth(data$time, data$event, x, data$site) else {
      z <- qnorm(1 - (1 - level) / 2)
      limits <- exp(unname(coef(fit)) + c(0, -z, z) * sqrt(vcov(fit)[1, 1]))
      list(estimate = limits[1], lower = limits[2], upper = limits[3], p = pchisq(unname(coef(fit))^2 / vcov(fit)[1, 1], 1, lower.tail = FALSE))
    }
    for (name in c("estimate", "lower", "upper", "p")) put(place, "hazard-ratio", name, value = hazard[[name]])
    next
  }

  source <- Filter(function(candidate) candidate$id == one$place[1], protocol$endpoints)[[1]]
  for (i in seq_along(data$sites)) {
    site <- protocol$sites[[i]]$id
    counts <- data$sites[[i]]
    for (arm in 1:2) put_share(c(with_group(place, arms[arm]), site), counts[arm, 1], sum(counts[arm, ]))
    put_estimate(c(place, site, "risk-difference"), 100 * risk_difference(source, counts[, 1], rowSums(counts)))
  }
  put_flip_test(c(place, "mantel-haenszel"), mantel_haenszel(data$sites), one$p)
  informative <- Filter(function(t) all(rowSums(t) > 0) && all(colSums(t) > 0), data$sites)
  ratio <- common_odds_ratio(informative)
  put_estimate(c(place, "odds-ratio"), ratio)
  put_test(c(place, "homogeneity"), breslow_day(informative, ratio[1]))
}

# M-estimation: logistic scores and weighted means solved together; bread by numerical differentiation of the equations.
weighted_proportion <- function(endpoint, set) {
  source <- Filter(function(candidate) candidate$id == endpoint$endpoint, protocol$endpoints)[[1]]
  one <- comparisons_of(set, endpoint$endpoint)[[1]]
  groups <- groups_of(set)
  everyone <- rbind(groups[[1]], groups[[2]])
  frame <- data.frame(z = as.numeric(everyone$TRTP == arms[1]), y = as.numeric(outcome_of(everyone, source$outcome)))
  variables <- unlist(endpoint$variables)
  for (variable in variables) {
    value <- entry_value(everyone, variable, is_quantity(variable))
    first <- if (is_quantity(variable)) NULL else if (variable == "SITE") protocol$sites[[1]]$id else if (variable == "SEX") "MALE" else levels_of(variable)[1]
    frame[[variable]] <- if (is_quantity(variable)) value else relevel(factor(value), ref = if (first %in% value) first else sort(unique(value))[1])
  }
  complete <- complete.cases(frame)
  place <- head_of(endpoint$id, one)
  put(with_group(place, "total"), "left-out", "n", value = sum(!complete))
  used <- droplevels(frame[complete, ])
  # A factor with one level left tells nothing.
  variables <- Filter(function(variable) is_quantity(variable) || nlevels(used[[variable]]) > 1, variables)
  if (length(unique(used$z)) < 2) return(put_no_weights(place, used, variables))
  x <- model.matrix(if (length(variables) > 0) reformulate(variables) else ~ 1, used)
  fit <- suppressWarnings(glm(used$z ~ x - 1, family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100)))
  # Where the covariates separate the arms the likelihood has no maximum.
  if (any(is.na(coef(fit))) || min(fitted(fit), 1 - fitted(fit)) < 1e-9) return(put_no_weights(place, used, variables))
  weight_of <- function(e) if (endpoint$weights == "overlap") ifelse(used$z == 1, 1 - e, e) else ifelse(used$z == 1, 1 / e, 1 / (1 - e))
  w <- weight_of(fitted(fit))
  mean_of <- function(in_arm) sum(w[in_arm] * used$y[in_arm]) / sum(w[in_arm])
  k <- ncol(x)
  theta <- c(coef(fit), mean_of(used$z == 1), mean_of(used$z == 0))
  equations <- function(theta) {
    e <- plogis(drop(x %*% theta[1:k]))
    w <- weight_of(e)
    cbind(x * (used$z - e), w * used$z * (used$y - theta[k + 1]), w * (1 - used$z) * (used$y - theta[k + 2]))
  }
  bread <- sapply(seq_along(theta), function(j) {
    h <- 1e-4 * max(1e-2, abs(theta[j]))
    step <- function(s) colSums(equations(replace(theta, j, theta[j] + s * h)))
    (8 * (step(1) - step(-1)) - (step(2) - step(-2))) / (12 * h)
  })
  inverse <- solve(bread)
  covariance <- inverse %*% crossprod(equations(theta)) %*% t(inverse)
  for (i in 1:2) {
    at <- c(with_group(place, arms[i]), "weighted")
    in_arm <- used$z == (2 - i)
    put(at, "N", value = sum(in_arm))
    put(at, "percent", value = 100 * theta[k + i])
    varies <- covariance[k + i, k + i] > 1e-20 # outcomes that do not vary within the arm have no error to estimate
    put(at, "se", value = if (varies) 100 * sqrt(covariance[k + i, k + i]) else NA)
    put(with_group(place, arms[i]), "effective-sample-size", "estimate", value = sum(w[in_arm])^2 / sum(w[in_arm]^2))
  }
  difference <- theta[[k + 1]] - theta[[k + 2]]
  se <- sqrt(covariance[k + 1, k + 1] + covariance[k + 2, k + 2] - 2 * covariance[k + 1, k + 2])
  p <- 2 * pnorm(-abs(difference / se))
  put_estimate(c(place, "risk-difference"), 100 * (difference + c(0, -1, 1) * qnorm(1 - (1 - level) / 2) * se))
  put(place, "risk-difference", "se", value = 100 * se)
  put(place, "risk-difference", "p", value = p)
  put(place, "risk-difference", "flip", value = flips(p, one$p))
  for (variable in variables) {
    columns <- if (is_quantity(variable)) list(used[[variable]]) else lapply(levels(used[[variable]])[-1], function(one) as.numeric(used[[variable]] == one))
    names <- if (is_quantity(variable)) variable else paste(variable, levels(used[[variable]])[-1], sep = "/")
    for (i in seq_along(columns)) {
      v <- columns[[i]]
      spread <- if (is_quantity(variable)) sqrt((var(v[used$z == 1]) + var(v[used$z == 0])) / 2) else {
        p <- c(mean(v[used$z == 1]), mean(v[used$z == 0]))
        sqrt(sum(p * (1 - p)) / 2)
      }
      put(place, "balance", names[i], "unweighted", "estimate", value = (mean(v[used$z == 1]) - mean(v[used$z == 0])) / spread)
      put(place, "balance", names[i], "weighted", "estimate",
        value = (weighted.mean(v[used$z == 1], w[used$z == 1]) - weighted.mean(v[used$z == 0], w[used$z == 0])) / spread)
    }
  }
}

put_no_weights <- function(place, used, variables) {
  for (i in 1:2) {
    put(with_group(place, arms[i]), "weighted", "N", value = sum(used$z == (2 - i)))
    for (name in c("percent", "se")) put(with_group(place, arms[i]), "weighted", name, value = NA)
    put(with_group(place, arms[i]), "effective-sample-size", "estimate", value = NA)
  }
  for (name in c("estimate", "se", "lower", "upper", "p", "flip")) put(place, "risk-difference", name, value = NA)
  for (variable in variables) {
    names <- if (is_quantity(variable)) variable else paste(variable, levels(used[[variable]])[-1], sep = "/")
    for (name in names) for (kind in c("unweighted", "weighted")) put(place, "balance", name, kind, "estimate", value = NA)
  }
}

# Walsh et al. (2014) on the rarer outcome: events added to (taken from, if not significant) the group with fewer of them.
fragility <- function(endpoint, set) for (one in comparisons_of(set, endpoint$endpoints)) {
  counts <- one$data$counts
  place <- head_of(endpoint$id, one)
  n <- rowSums(counts)
  rarer <- 2 * sum(counts[, 1]) <= sum(counts)
  x <- if (rarer) counts[, 1] else counts[, 2]
  p_of <- function(x) {
    if (any(n == 0) || sum(x) == 0 || sum(x) == sum(n)) return(NA)
    support <- max(0, sum(x) - n[2]):min(sum(x), n[1])
    fisher_of_support(dhyper(support, n[1], n[2], sum(x)))[support == x[1]]
  }
  p <- p_of(x)
  group <- if (x[1] <= x[2]) 1 else 2
  direction <- if (isTRUE(p < alpha)) 1 else -1
  index <- NA
  if (!is.na(p)) for (k in seq_len(max(n))) {
    y <- x
    y[group] <- y[group] + direction * k
    if (y[group] < 0 || y[group] > n[group]) break
    if (isTRUE(p_of(y) < alpha) != (p < alpha)) { index <- k; break }
  }
  put(place, "index", "estimate", value = index)
  put(place, "modified", "p", value = if (is.na(index)) NA else p_of(y))
  if (!is.na(index)) for (i in 1:2) {
    put(with_group(place, arms[i]), "modified", "n", value = if (rarer) y[i] else n[i] - y[i])
    put(with_group(place, arms[i]), "modified", "N", value = n[i])
  }
}

missing_outcomes <- function(endpoint, set) for (one in comparisons_of(set, endpoint$endpoints)) {
  source <- Filter(function(candidate) candidate$id == one$place[1], protocol$endpoints)[[1]]
  n <- vapply(groups_of(set)[arms], nrow, 0L)
  missing <- n - rowSums(one$data$counts)
  rules <- list(`missing-as-failure` = c(0, 0), `missing-as-success` = c(1, 1), `worst-case` = c(0, 1), `best-case` = c(1, 0))
  for (rule in names(rules)) {
    x <- one$data$counts[, 1] + rules[[rule]] * missing
    place <- c(head_of(endpoint$id, one), rule)
    for (i in 1:2) put_share(with_group(place, arms[i]), x[i], n[i])
    put_flip_test(place, association(source$associationTest, two_by_two(x, n)), one$p)
    put_estimate(c(place, "risk-difference"), 100 * risk_difference(source, x, n))
  }
}

# Miettinen & Nurminen's limits of a risk ratio: the score statistic with restricted estimates equals the normal quantile.
miettinen_nurminen_ratio <- function(x, n) {
  if (any(n == 0) || sum(x) == 0) return(c(NA, NA, NA))
  score <- function(log_r) {
    r <- exp(log_r)
    a <- sum(n) * r
    b <- -(n[1] * r + x[1] + n[2] + x[2] * r)
    p2 <- min(1, 1 / r, (-b - sqrt(max(0, b^2 - 4 * a * sum(x)))) / (2 * a))
    p1 <- min(1, r * p2)
    variance <- (p1 * (1 - p1) / n[1] + r^2 * p2 * (1 - p2) / n[2]) * sum(n) / (sum(n) - 1)
    statistic <- (x[1] / n[1] - r * x[2] / n[2]) / sqrt(variance)
    if (is.nan(statistic)) 0 else max(-1e6, min(1e6, statistic))
  }
  z <- qnorm(1 - (1 - level) / 2)
  # Without events in one group the ratio is 0 or without limit; the score still bounds it on the other side.
  estimate <- if (all(x > 0)) x[1] / n[1] / (x[2] / n[2]) else NA
  limit <- function(target, interval) uniroot(function(t) score(t) - target, interval, tol = 1e-13)$root
  centre <- if (x[1] == 0) -15 else if (x[2] == 0) 15 else log(estimate)
  c(estimate,
    if (x[1] == 0) 0 else exp(limit(z, c(-15, centre - 1e-9))),
    if (x[2] == 0) NA else exp(limit(-z, c(centre + 1e-9, 15))))
}

e_value_of <- function(ratio) { away <- max(ratio, 1 / ratio); away + sqrt(away * (away - 1)) }

e_value <- function(endpoint, set) for (one in comparisons_of(set, endpoint$endpoints)) {
  n <- rowSums(one$data$counts)
  for (kind in c("outcome", "opposite")) {
    x <- one$data$counts[, if (kind == "outcome") 1 else 2]
    place <- c(head_of(endpoint$id, one), kind)
    ratio <- miettinen_nurminen_ratio(x, n)
    put_estimate(c(place, "risk-ratio"), ratio)
    if (!isTRUE(ratio[1] > 0)) {
      for (name in c("e-value", "e-value-of-limit")) put(place, name, "estimate", value = NA)
      next
    }
    put(place, "e-value", "estimate", value = e_value_of(ratio[1]))
    nearer <- if (ratio[1] < 1) ratio[3] else ratio[2]
    includes <- if (ratio[1] < 1) nearer >= 1 else nearer <= 1
    put(place, "e-value-of-limit", "estimate", value = if (includes) 1 else e_value_of(nearer))
  }
}

multiplicity <- function(endpoint, set) {
  family <- unlist(lapply(endpoint$family, function(member) Filter(function(one)
    (is.null(member$variable) || one$place[4] == member$variable) && (is.null(member$level) || identical(one$place[-(1:4)], member$level)),
    comparisons_of(set, member$endpoint))), recursive = FALSE)
  for (one in family) put(place_in(endpoint$id, one), "unadjusted", "p", value = one$p)
  tested <- Filter(function(one) !is.na(one$p), family)
  p <- vapply(tested, `[[`, 0, "p")
  put(endpoint$id, set, "total", "family", "n", value = length(p))
  put(endpoint$id, set, "total", "family", "unadjusted", "significant", "n", value = sum(p < alpha))
  for (method in list(c("holm", "holm"), c("hochberg", "hochberg"), c("benjamini-hochberg", "BH"))) {
    adjusted <- p.adjust(p, method[2])
    put(endpoint$id, set, "total", "family", method[1], "significant", "n", value = sum(adjusted < alpha))
    for (i in seq_along(tested)) {
      place <- c(place_in(endpoint$id, tested[[i]]), method[1])
      put(place, "p", value = adjusted[i])
      put(place, "flip", value = flips(adjusted[i], p[i]))
    }
  }
}

# Lan-DeMets boundaries of one or two looks, each side's half of alpha spent; the second by integration over the first statistic.
boundaries <- function(information, spending) {
  half <- alpha / 2
  spent <- vapply(information, function(t) if (t >= 1) half else
    if (spending == "pocock") half * log(1 + (exp(1) - 1) * t) else 2 * pnorm(qnorm(half / 2) / sqrt(t)), 0)
  first <- -qnorm(spent[1])
  if (length(information) == 1) return(list(spent = 2 * spent, critical = first))
  stopifnot(length(information) == 2)
  rho <- sqrt(information[1] / information[2])
  crossing <- function(c2) integrate(function(z) dnorm(z) * pnorm(-(c2 - rho * z) / sqrt(1 - rho^2)), -first, first, rel.tol = 1e-12, abs.tol = 0)$value
  second <- uniroot(function(c2) crossing(c2) - (spent[2] - spent[1]), c(.5, 8), tol = 1e-13)$root
  list(spent = 2 * spent, critical = c(first, second))
}

stopping_rule <- function(endpoint, set) for (one in Filter(function(one) one$place[3] == comparison, comparisons_of(set, endpoint$endpoint))) {
  place <- head_of(endpoint$id, one)
  information <- vapply(endpoint$looks, function(look) as.numeric(look$information), 0)
  design <- boundaries(information, endpoint$spending)
  for (i in seq_along(information)) {
    at <- c(place, endpoint$looks[[i]]$id)
    put(at, "information", "estimate", value = information[i])
    put(at, "boundary", "estimate", value = design$critical[i])
    put(at, "nominal-p", "estimate", value = 2 * pnorm(-design$critical[i]))
    put(at, "alpha-spent", "estimate", value = design$spent[i])
  }
  known <- switch(one$kind, counts = sum(one$data$counts), samples = length(one$data$a) + length(one$data$b),
    times = sum(one$data$event == 1 | one$data$time >= protocol$followUpDays))
  planned <- sum(vapply(protocol$arms, function(arm) as.numeric(arm$plannedSubjects), 0))
  share <- known / planned
  # Every visit's window has passed: with all planned subjects enrolled the analysis is the final one, whoever is missing.
  reached <- if (nrow(members_of(set)) >= planned) length(information) else sum(information <= share)
  put(with_group(place, "total"), "information", "estimate", value = share)
  put(with_group(place, "total"), "alpha-spent", "estimate", value = if (reached == 0) 0 else design$spent[reached])
  put(place, "boundary-crossed", "estimate", value = if (reached == 0 || is.na(one$p)) NA else as.numeric(one$p <= 2 * pnorm(-design$critical[reached])))
}

# Area under the Kaplan-Meier curve up to the horizon, with Greenwood's variance.
restricted_mean <- function(endpoint, set) {
  groups <- lapply(groups_of(set)[arms], times_of)
  horizon <- endpoint$horizonDay
  z <- qnorm(1 - (1 - level) / 2)
  means <- lapply(groups, function(data) {
    if (nrow(data) == 0) return(c(NA, NA))
    fit <- survfit(Surv(time, event) ~ 1, data = data)
    table <- summary(fit, rmean = horizon)$table
    c(table[["rmean"]], table[["se(rmean)"]])
  })
  # A variance of zero, with nobody dead, bounds nothing.
  width <- function(se) if (isTRUE(se > 0)) se else NA
  limits <- function(centre, se) c(centre, centre + c(-z, z) * width(se))
  for (arm in arms) {
    at <- c(endpoint$id, set, arm, "survival")
    put_estimate(at, limits(means[[arm]][1], means[[arm]][2]))
    put(at, "se", value = means[[arm]][2])
  }
  m <- vapply(means, `[`, 0, 1)
  s <- vapply(means, `[`, 0, 2)
  place <- c(endpoint$id, set, comparison, "survival")
  difference <- m[[1]] - m[[2]]
  se <- sqrt(sum(s^2))
  put_estimate(c(place, "difference"), limits(difference, se))
  put(place, "difference", "p", value = 2 * pnorm(-abs(difference / width(se))))
  ratio <- log(m[[1]] / m[[2]])
  se <- sqrt(sum((s / m)^2))
  put_estimate(c(place, "ratio"), exp(limits(ratio, se)))
  put(place, "ratio", "p", value = 2 * pnorm(-abs(ratio / width(se))))
}
