using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>
/// The report's own fixed words in one language. Every member is required, so no sentence can be missing in one language only.
/// <c>{0}</c>, <c>{1}</c> … are places for results. Labels of the trial come from the protocol, not from here.
/// </summary>
public sealed record Vocabulary
{
    public required FrontWords Front { get; init; }

    public required SummaryWords Summary { get; init; }

    public required FlowWords Flow { get; init; }

    public required TableWords Tables { get; init; }

    public required OutcomeWords Outcomes { get; init; }

    public required AnalysisWords Analyses { get; init; }

    public required SafetyWords Safety { get; init; }

    public required ShiftWords Shifts { get; init; }

    public required ConductWords Conduct { get; init; }

    public required ProductWords Product { get; init; }

    public required CompetingWords Competing { get; init; }

    public required SwimmerWords Swimmer { get; init; }

    public required SensitivityWords Sensitivity { get; init; }

    public required SeriousWords Serious { get; init; }

    public required AuditWords Audit { get; init; }

    public required ChangeWords Changes { get; init; }

    public required QualityWords Quality { get; init; }

    public required ChecklistWords Checklist { get; init; }

    public required ClosingWords Closing { get; init; }

    /// <summary>Names of methods, conventions and reasons as the analysis writes them (in English) → this language.</summary>
    public required ImmutableDictionary<string, string> Terms { get; init; }

    /// <summary>Sentences that the analysis writes around names and numbers, first match first.</summary>
    public ImmutableArray<TermPattern> Patterns { get; init; } = [];

    /// <summary>What a warning of the analysis means to its reader; its accepted term where that says enough.</summary>
    public string Warning(string words) => Analyses.Warnings.GetValueOrDefault(words) ?? Term(words);

    /// <summary>
    /// The accepted term of this language: looked up whole, then by pattern, then between its semicolons and commas; the
    /// analysis's own words where none is known.
    /// </summary>
    public string Term(string words) => Terms.TryGetValue(words, out string? term) ? term
        : Patterns.Select(pattern => pattern.Translate(words, Term)).FirstOrDefault(text => text is not null)
        ?? (words.Contains("; ", StringComparison.Ordinal)
            ? string.Join(Tables.ListSeparator, words.Split("; ").Select(Term))
            : string.Join(Tables.TermSeparator, words.Split(", ").Select(part => Terms.GetValueOrDefault(part, part))));
}

/// <summary>Title page, contents, running header and footer.</summary>
public sealed record FrontWords
{
    public required string DocumentKind { get; init; }
    public required string OpenReport { get; init; }
    public required string ClosedReport { get; init; }
    public required string SyntheticMark { get; init; }
    public required string SyntheticNotice { get; init; }
    public required string Contents { get; init; }
    public required string Table { get; init; }
    public required string Figure { get; init; }
    public required string PageOf { get; init; }
    public required string SentenceSpace { get; init; }
    public required string FooterLine { get; init; }
    public required string Study { get; init; }
    public required string Identification { get; init; }
    public required string Design { get; init; }
    public required string DataOrigin { get; init; }
    public required string RealData { get; init; }
    public required string DataCutOff { get; init; }
    public required string Populations { get; init; }
    public required string ReportId { get; init; }
    public required string Status { get; init; }
    public required string StatusText { get; init; }
}

/// <summary>One page for a lay member.</summary>
public sealed record SummaryWords
{
    public required string Heading { get; init; }
    public required string WhoChosen { get; init; }
    public required string WhoRandomised { get; init; }
    public required string Deaths { get; init; }
    public required string DeathsInGroup { get; init; }

    /// <summary>A primary endpoint of which no one figure can be given here: its title and the section that has its result.</summary>
    public required string PrimaryElsewhere { get; init; }
    public required string AnyEvent { get; init; }
    public required string SevereEvents { get; init; }
    public required string SeriousEvents { get; init; }
    public required string SeriousEventRow { get; init; }
    public required string Contradictions { get; init; }
    public required string RecordsChanged { get; init; }
    public required string Caution { get; init; }
    public required string NotRun { get; init; }
    public required string PMeaning { get; init; }
    public required string AtAGlance { get; init; }
    public required string Subjects { get; init; }
    public required string Died { get; init; }
    public required string WithEvent { get; init; }
    public required string Events { get; init; }
    public required string SevereEventRow { get; init; }
    public required string OpenQuestions { get; init; }
    public required string Queries { get; init; }
    public required string NoEarlierReport { get; init; }
    public required string SinceEarlierReport { get; init; }
    public required string NothingSinceEarlierReport { get; init; }
    public required string EarlierReportNotComparable { get; init; }
    public required string ChangesFor { get; init; }
}

/// <summary>Participant flow.</summary>
public sealed record FlowWords
{
    public required string Enrolled { get; init; }
    public required string AllocatedByChoice { get; init; }
    public required string AllocatedAtRandom { get; init; }
    public required string ReceivedTreatment { get; init; }
    public required string DiscontinuedTreatment { get; init; }
    public required string FollowUp { get; init; }
    public required string Died { get; init; }
    public required string Completed { get; init; }
    public required string Lost { get; init; }
    public required string Analysis { get; init; }
    public required string AnalysedIn { get; init; }
    public required string ExcludedFrom { get; init; }
    public required string AlternativeText { get; init; }
    public required string AlternativeArm { get; init; }
    public required string Refused { get; init; }
    public required string DoesNotAddUp { get; init; }
    public required string Note { get; init; }
}

/// <summary>Words that all tables share.</summary>
public sealed record TableWords
{
    public required string Total { get; init; }
    public required string AllSubjects { get; init; }
    public required string GroupHeader { get; init; }
    public required string Characteristic { get; init; }
    public required string MeanSd { get; init; }
    public required string MedianQuartiles { get; init; }
    public required string Range { get; init; }
    public required string Missing { get; init; }
    public required string MissingValues { get; init; }
    public required string MissingNote { get; init; }
    public required string NotEstimable { get; init; }
    public required string NotEstimableNote { get; init; }
    public required string WarningNote { get; init; }
    public required string HeldBack { get; init; }
    public required string HeldBackNote { get; init; }

    /// <summary>A sentence in place of one that would give a P value.</summary>
    public required string ComparisonHeldBack { get; init; }
    public required string PValue { get; init; }
    public required string Difference { get; init; }
    public required string Site { get; init; }
    public required string AllSites { get; init; }
    public required string PopulationNote { get; init; }
    public required string PopulationNoteShort { get; init; }
    public required string CountNote { get; init; }
    public required string BaselineNote { get; init; }
    public required string DifferenceNote { get; init; }
    public required string EnrolmentCaption { get; init; }
    public required string BaselineCaption { get; init; }
    public required string Enumeration { get; init; }
    public required string WithAbbreviation { get; init; }
    public required string Labelled { get; init; }
    public required string Bracketed { get; init; }
    public required string BetweenStrata { get; init; }
    public required string TermSeparator { get; init; }
    public required string ListSeparator { get; init; }
    public required string Male { get; init; }
    public required string Female { get; init; }
    public required string Sex { get; init; }
    public required string Cells { get; init; }
    public required string Years { get; init; }
    public required string Subjects { get; init; }
    public required string SubjectsHeading { get; init; }
    public required string NoResults { get; init; }

    /// <summary>An analysis that the protocol asks for and does not allow, and its result.</summary>
    public required string NotRun { get; init; }
}

/// <summary>Outcome tables and survival curves.</summary>
public sealed record OutcomeWords
{
    public required string Heading { get; init; }
    public required string AnalysisSet { get; init; }
    public required string CountOfPercent { get; init; }
    public required string RiskDifference { get; init; }
    public required string OddsRatio { get; init; }
    public required string Estimand { get; init; }
    public required string ReadingStart { get; init; }
    public required string ReadingInGroup { get; init; }
    public required string ReadingInAll { get; init; }
    public required string ReadingUnknownInGroup { get; init; }
    public required string ReadingUnknownInAll { get; init; }
    public required string ReadingBetween { get; init; }
    public required string ReadingEnd { get; init; }
    public required string ReadingTest { get; init; }
    public required string ReadingNotTested { get; init; }
    public required string ReadingHeldBack { get; init; }
    public required string ProportionCaption { get; init; }
    public required string ProportionNote { get; init; }
    public required string IntervalNote { get; init; }
    public required string ComparisonIntervalNote { get; init; }
    public required string TestNote { get; init; }
    public required string CurveCaption { get; init; }
    public required string CurveTableCaption { get; init; }
    public required string CurveNote { get; init; }
    public required string CurveReading { get; init; }
    public required string CurveReadingHeldBack { get; init; }
    public required string SurvivalAxis { get; init; }
    /// <summary>Trial days: Kaplan–Meier counts the day of enrolment as day 1.</summary>
    public required string TimeAxis { get; init; }
    public required string AtRisk { get; init; }
    public required string Censored { get; init; }
    public required string Deaths { get; init; }
    public required string ObservedExpected { get; init; }
    public required string Median { get; init; }
    public required string LogRank { get; init; }
    public required string LogRankNote { get; init; }
    public required string CurveAlternative { get; init; }
    public required string CurveAlternativeArm { get; init; }
    public required string NonRandomisedNote { get; init; }
    public required string HeldBackNotice { get; init; }
}

/// <summary>Adverse events.</summary>
public sealed record SafetyWords
{
    public required string Heading { get; init; }
    public required string Overview { get; init; }
    public required string ComparisonCaption { get; init; }
    public required string OutcomesCaption { get; init; }
    public required string Outcome { get; init; }
    public required string IncidenceCaption { get; init; }
    public required string Term { get; init; }
    public required string SubjectsPercent { get; init; }
    public required string EventsShort { get; init; }
    public required string AnyEvent { get; init; }
    public required string Uncoded { get; init; }
    public required string IncidenceNote { get; init; }
    public required string GradeCaption { get; init; }
    public required string Grade { get; init; }
    public required string GradeN { get; init; }
    public required string GradeMissing { get; init; }
    public required string GradeThreeOrWorse { get; init; }
    public required string AllGrades { get; init; }
    public required string GradeNote { get; init; }
}

/// <summary>Data quality, methods and provenance.</summary>
public sealed record ClosingWords
{
    public required string DataQuality { get; init; }
    public required string DataQualityText { get; init; }
    public required string QueriesCaption { get; init; }
    public required string OpenQueries { get; init; }
    public required string Methods { get; init; }
    public required string MethodsText { get; init; }
    public required string MethodsCaption { get; init; }
    public required string Analysis { get; init; }
    public required string Method { get; init; }
    public required string Convention { get; init; }
    public required string Descriptive { get; init; }
    public required string AnalysisCodes { get; init; }
    public required string NumberRules { get; init; }
    public required string Provenance { get; init; }
    public required string ProvenanceText { get; init; }
    public required string RunId { get; init; }
    public required string LedgerHead { get; init; }
    public required string LedgerNumber { get; init; }
    public required string Bundles { get; init; }
    public required string Snapshot { get; init; }
    public required string PreviousReport { get; init; }
    public required string Protocol { get; init; }
    public required string ProtocolHash { get; init; }
    public required string Software { get; init; }
    public required string HowToVerify { get; init; }
    public required string VerifyText { get; init; }
}
