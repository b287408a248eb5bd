# Reconstructs the sample trial: 44 synthetic subjects whose aggregates meet the published figures.
# Run in this folder: Rscript reconstruct.R   (R 4.2 or later with the package survival; about two minutes)
# The seed fixes every file. Subject-level data of the trial were never published: nobody in these files is real.
RNGversion("4.0.0"); set.seed(20210127)
for (part in c("search", "survival", "subjects", "symptoms", "measurements", "findings", "events", "treatments"))
  source(file.path("Reconstruction", paste0(part, ".R")))

subjects <- virus_negative(assign_recovery(identities(build_subjects())))

# Day 1 is the enrolment date; the day before it is day -1 and carries the baseline.
on_day <- function(rows, day) format(subjects$enrolment[rows] + ifelse(day > 0, day - 1, day))
text <- function(v) ifelse(is.na(v), "", as.character(v))
write <- function(frame, file) {
  con <- file(file, "w", encoding = "UTF-8")
  writeLines("# synthetic data, made by reconstruct.R; see README.md", con, useBytes = TRUE)
  write.table(frame, con, sep = ",", quote = FALSE, row.names = FALSE, na = "", eol = "\n", fileEncoding = "UTF-8")
  close(con)
}
by_subject <- function(frame) frame[order(subjects$subject[frame$row]), ]

with(subjects, write(data.frame(subject, site, arm = ifelse(arm == "experimental", "MSC", "CONTROL"), severity = toupper(severity), sex, age,
  enrolmentDate = format(enrolment), deathDate = ifelse(is.na(deathDay), "", on_day(row, deathDay)),
  lastContactDate = on_day(row, ifelse(is.na(deathDay), 30, deathDay)), lot, violatedCriterion = text(violatedCriterion),
  violationDate = ifelse(is.na(violationDay), "", on_day(row, violationDay)), familyName = family, givenName = given,
  familyPinyin, givenPinyin, birthDate, medicalRecordNumber, phone, address)[order(subject), ], "subjects.csv"))

measured <- rbind(cbind(build_symptoms(subjects), unit = ""), build_measurements(subjects))
measured$day <- visits[measured$k]; measured$visit <- visit_names[measured$k]; measured$end <- NA
found <- cbind(build_findings(subjects), unit = "")
columns <- c("row", "visit", "day", "end", "parameter", "value", "unit")
observations <- rbind(measured[, columns], found[, columns])
observations <- observations[order(subjects$subject[observations$row], observations$day, observations$parameter), ]
with(observations, write(data.frame(subject = subjects$subject[row], visit, date = on_day(row, day),
  endDate = ifelse(is.na(end), "", on_day(row, end)), parameter, value, unit), "observations.csv"))

with(by_subject(build_events(subjects)), write(data.frame(subject = subjects$subject[row], category, term, grade, onsetDate = on_day(row, onset),
  resolvedDate = ifelse(is.na(resolved), "", on_day(row, resolved)), seriousness = serious, relatedness, outcome), "adverseevents.csv"))

with(by_subject(build_treatments(subjects)), write(data.frame(subject = subjects$subject[row], class,
  startDate = on_day(row, start), endDate = on_day(row, end)), "treatments.csv"))

with(by_subject(build_administrations(subjects)), write(data.frame(subject = subjects$subject[row], infusion, date = on_day(row, day),
  startTime, treatment, lot, cells, volumeMillilitres = volume, firstDropsPerMinute = firstRate, firstMinutes, mainDropsPerMinute = mainRate,
  mainMinutes, status), "administrations.csv"))
