namespace ReportPipeline.Desk.Language;

/// <summary>The committee's reports.</summary>
public sealed record CommitteeWords
{
    public required string Reports { get; init; }
    public required string ReportsText { get; init; }
    public required string NoReports { get; init; }
    public required string DataCutOff { get; init; }
    public required string Status { get; init; }
    public required string Subjects { get; init; }
    public required string Bundles { get; init; }
    public required Func<long, string> NewBundles { get; init; }
    public required string LedgerEntry { get; init; }
    public required string Report { get; init; }
    public required string Read { get; init; }
    public required string Edition { get; init; }
    public required string OpenEdition { get; init; }
    public required string ClosedEdition { get; init; }
    public required string Newest { get; init; }
    public required string Draft { get; init; }
    public required string Signed { get; init; }
    public required string Released { get; init; }
    public required string Rejected { get; init; }
    public required string Overview { get; init; }
    public required string Sections { get; init; }
    public required string Documents { get; init; }
    public required Func<string, string> Download { get; init; }
    public required string Verify { get; init; }
    public required string Sign { get; init; }
    public required string Changes { get; init; }
    public required string TablesAndFigures { get; init; }
    public required string Signatures { get; init; }
    public required string NoSignatures { get; init; }
    public required string OtherSoftware { get; init; }
    public required string NoEarlier { get; init; }
    public required Func<string, string> ChangesSince { get; init; }
    public required string ChangesText { get; init; }
    public required string NoChanges { get; init; }
    public required string Row { get; init; }
    public required string Column { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string NewRow { get; init; }
    public required string GoneRow { get; init; }
    public required string DrawnAgain { get; init; }
    public required Func<int, string> CellsChanged { get; init; }
    public required string NextSection { get; init; }
    public required string PreviousSection { get; init; }
    public required string NumbersLead { get; init; }
}

/// <summary>Where a number comes from.</summary>
public sealed record OriginWords
{
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required string Value { get; init; }
    public required string NotEstimable { get; init; }
    public required string ResultId { get; init; }
    public required string Analysis { get; init; }
    public required string AnalysisSet { get; init; }
    public required string Group { get; init; }
    public required string Variable { get; init; }
    public required string Level { get; init; }
    public required string Statistic { get; init; }
    public required string Unit { get; init; }
    public required string Method { get; init; }
    public required string Convention { get; init; }
    public required string Warning { get; init; }
    public required string CountOnly { get; init; }
    public required Func<int, string> Versions { get; init; }
    public required string VersionsText { get; init; }

    /// <summary>In place of the versions: the sentence that <c>trace</c> prints, with the reason.</summary>
    public required Func<string, string> NoVersion { get; init; }

    public required string PercentagePoints { get; init; }
    public required string Site { get; init; }
    public required string Resource { get; init; }
    public required string Version { get; init; }
    public required string Bundle { get; init; }
    public required string Entry { get; init; }
    public required string Received { get; init; }
    public required string Proof { get; init; }
    public required string Run { get; init; }
    public required string LedgerHead { get; init; }
    public required string Snapshot { get; init; }
    public required string Protocol { get; init; }
    public required string Software { get; init; }
    public required string ProofTitle { get; init; }
    public required string ProofText { get; init; }
    public required string ProofHolds { get; init; }
    public required string NotSealed { get; init; }
    public required string Leaf { get; init; }
    public required string Path { get; init; }
    public required string Root { get; init; }
    public required string SealedAt { get; init; }
    public required string PreviousHead { get; init; }
    public required string DownloadProof { get; init; }
}

/// <summary>Verifying and signing.</summary>
public sealed record ActWords
{
    public required string VerifyTitle { get; init; }
    public required string VerifyText { get; init; }
    public required string VerifyNow { get; init; }
    public required string Holds { get; init; }
    public required string DoesNotHold { get; init; }
    public required string Check { get; init; }
    public required string Outcome { get; init; }
    public required string Detail { get; init; }
    public required Func<string, string> DocumentCheck { get; init; }
    public required string LedgerCheck { get; init; }
    public required string ManifestCheck { get; init; }
    public required string SameBytes { get; init; }
    public required string NotWrittenAgain { get; init; }
    public required string WrittenOtherwise { get; init; }
    public required string OtherBytes { get; init; }
    public required Func<string, string> SignedWith { get; init; }
    public required string NotSigned { get; init; }
    public required string SignTitle { get; init; }
    public required string SignText { get; init; }
    public required string Meaning { get; init; }
    public required string Reviewed { get; init; }
    public required string Approved { get; init; }
    public required string RejectedMeaning { get; init; }
    public required string Reason { get; init; }
    public required string ReasonHelp { get; init; }
    public required string ReasonMissing { get; init; }
    public required string MeaningMissing { get; init; }
    public required string DocumentMissing { get; init; }

    /// <summary>A refusal's text by its code (docs/acts.md); null for one that has no words here.</summary>
    public required Func<string, string?> RefusalOf { get; init; }
    public required string Document { get; init; }
    public required string DocumentHash { get; init; }
    public required string Confirm { get; init; }
    public required string ConfirmMissing { get; init; }
    public required string SignNow { get; init; }
    public required string Thanks { get; init; }
    public required string Signer { get; init; }
    public required string When { get; init; }
    public required string FreshFirst { get; init; }
}
