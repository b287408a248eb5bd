using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>The app roles that Entra puts into tokens are the roles of the design.</summary>
public sealed class EntraAppRolesTests
{
    private static readonly JsonElement[] Roles = Load();

    [Fact]
    public void Values_All_AreTheRolesOfTheDesign() =>
        Roles.Select(role => role.GetProperty("value").GetString())
            .ShouldBe(["site", "committee.open", "committee.closed", "committee.sign", "operator"], ignoreOrder: true);

    [Fact]
    public void Ids_All_AreDistinctGuids() =>
        Roles.Select(role => Guid.Parse(role.GetProperty("id").GetString()!)).Distinct().Count().ShouldBe(Roles.Length);

    [Fact]
    public void Members_OfSite_AreProgramsAndOfCommittee_ArePeople()
    {
        foreach (var role in Roles)
        {
            var members = role.GetProperty("allowedMemberTypes").EnumerateArray().Select(member => member.GetString());
            members.ShouldBe(role.GetProperty("value").GetString() switch
            {
                "site" => ["Application"],
                "operator" => ["User", "Application"],
                _ => ["User"],
            });
        }
    }

    // What Microsoft Graph asks of an appRole resource.
    [Fact]
    public void Fields_All_AreThoseOfAnAppRole()
    {
        foreach (var role in Roles)
        {
            role.EnumerateObject().Select(field => field.Name).ShouldBe(
                ["id", "value", "displayName", "description", "allowedMemberTypes", "isEnabled"], ignoreOrder: true);
            role.GetProperty("isEnabled").GetBoolean().ShouldBeTrue();
        }
    }

    private static JsonElement[] Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("infra", "entra-app-roles.json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
