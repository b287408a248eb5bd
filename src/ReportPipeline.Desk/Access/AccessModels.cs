using System.Collections.Immutable;

namespace ReportPipeline.Desk.Access;

/// <summary>The sign-in page.</summary>
/// <param name="Back">Where to go afterwards.</param>
/// <param name="Fresh">True when somebody is signed in already and must show once more who they are.</param>
/// <param name="Elsewhere">True when an identity provider is configured.</param>
/// <param name="Roles">Roles that the development sign-in offers; empty anywhere else.</param>
public sealed record SignInModel(string Back, bool Fresh, bool Elsewhere, ImmutableArray<OfferedRole> Roles)
{
    /// <summary>True when the identity provider sent the reader back without a sign-in.</summary>
    public bool Failed { get; init; }

    /// <summary>True right after signing out, which leaves the session at the identity provider as it is.</summary>
    public bool SignedOut { get; init; }
}

/// <param name="Value">What the form sends.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Preferred">True for the role that the address asked for: its button comes first.</param>
public sealed record OfferedRole(string Value, string Label, bool Preferred);

/// <summary>The page after signing in.</summary>
public sealed record HomeModel;

/// <summary>A page that says why there is no page.</summary>
/// <param name="Status">HTTP status.</param>
public sealed record TroubleModel(int Status);
