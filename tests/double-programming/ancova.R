# Analysis of covariance by lm; least-squares means from the design, type III tests by dropping one term.

put_contrast <- function(place, fit, weights) {
  estimate <- sum(weights * coef(fit))
  se <- sqrt(drop(t(weights) %*% vcov(fit) %*% weights))
  width <- qt(1 - (1 - level) / 2, fit$df.residual) * se
  put(place, "estimate", value = estimate)
  put(place, "se", value = se)
  put(place, "lower", value = estimate - width)
  put(place, "upper", value = estimate + width)
}

ancova <- function(endpoint, set) {
  groups <- groups_of(set)
  visit_value <- function(subjects) at_visit(subjects, endpoint$parameter, endpoint$visit, "AVAL")
  entry <- function(subjects) {
    records <- findings_of(endpoint$parameter)
    records <- records[records$ABLFL, ]
    records$AVAL[match(subjects$USUBJID, records$USUBJID)]
  }
  for (group in names(groups)) {
    place <- c(endpoint$id, set, group, endpoint$parameter)
    put_quantity(c(place, "before"), entry(groups[[group]]))
    put_quantity(c(place, "after"), visit_value(groups[[group]]))
    put_quantity(c(place, "change"), visit_value(groups[[group]]) - entry(groups[[group]]))
  }

  everyone <- rbind(groups[[1]], groups[[2]])
  model <- data.frame(arm = factor(everyone$TRTP, levels = rev(arms)), baseline = entry(everyone), after = visit_value(everyone))
  variables <- unlist(endpoint$variables)
  for (variable in variables) {
    value <- entry_value(everyone, variable, is_quantity(variable))
    model[[variable]] <- if (is_quantity(variable)) value else factor(value)
  }
  model$response <- model$after - if (isTRUE(endpoint$responseIsChange)) model$baseline else 0
  complete <- complete.cases(model)
  put(endpoint$id, set, "total", endpoint$parameter, "left-out", "n", value = sum(!complete))
  used <- droplevels(model[complete, ])
  terms <- c("arm", "baseline", variables)
  fit <- lm(reformulate(terms, "response"), used)
  between <- c(endpoint$id, set, comparison, endpoint$parameter)
  columns <- names(coef(fit))
  # At the mean of covariates, factors other than the arm evenly over their levels.
  even <- vapply(columns, function(column) {
    term <- terms[vapply(terms, function(one) startsWith(column, one), TRUE)]
    if (column == "(Intercept)") 1 else if (is.factor(used[[term[1]]])) 1 / nlevels(used[[term[1]]]) else mean(used[[column]])
  }, 0)
  treated <- paste0("arm", arms[1])
  for (arm in arms) put_contrast(c(endpoint$id, set, arm, endpoint$parameter, "adjusted-mean"), fit, replace(even, treated, arm == arms[1]))
  put_contrast(c(between, "difference"), fit, as.numeric(columns == treated))
  row <- summary(fit)$coefficients[treated, ]
  p <- row[["Pr(>|t|)"]]
  put_test(c(between, "difference"), list(statistic = row[["t value"]], df = fit$df.residual, p = p))
  dropped <- drop1(fit, test = "F")
  for (term in terms) put_test(c(between, "term", term), list(statistic = dropped[term, "F value"], df = dropped[term, "Df"], p = dropped[term, "Pr(>F)"]))
  change <- split(round(used$after - used$baseline, 9), used$arm) # decimal data: equal differences are tied
  site <- split(everyone$SITEID[complete], used$arm)
  remember(c(between, "difference"), p, "samples", a = change[[arms[1]]], b = change[[arms[2]]], sites_a = site[[arms[1]]], sites_b = site[[arms[2]]])
}
