using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>The function app hosts a custom handler, under its identity, with the settings the program reads.</summary>
public sealed class FunctionAppTests
{
    private const string Premium = "param hosting = 'ElasticPremium'";

    public static TheoryData<string> Stages => ["test", "production"];

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task App_FlexConsumption_RunsACustomHandler(string stage)
    {
        var deployment = await PredictedDeployment.Of(stage);

        deployment.Single("Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("name").GetString().ShouldBe("FC1");
        var configuration = App(deployment).GetProperty("functionAppConfig");
        configuration.GetProperty("runtime").GetProperty("name").GetString().ShouldBe("custom");
        var storage = configuration.GetProperty("deployment").GetProperty("storage");
        storage.GetProperty("authentication").GetProperty("type").GetString().ShouldBe("UserAssignedIdentity");
        // Flex Consumption refuses these as settings.
        var settings = Settings(deployment);
        settings.ShouldNotContainKey("FUNCTIONS_WORKER_RUNTIME");
        settings.ShouldNotContainKey("FUNCTIONS_EXTENSION_VERSION");
        settings.ShouldNotContainKey("WEBSITE_RUN_FROM_PACKAGE");
    }

    [SkippableFact]
    public async Task App_ElasticPremium_RunsThePackageWithoutAFileShare()
    {
        var deployment = await PredictedDeployment.Of("production", Premium);

        deployment.Single("Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("name").GetString().ShouldBe("EP1");
        App(deployment).GetProperty("functionAppConfig").ValueKind.ShouldBe(JsonValueKind.Null);
        var settings = Settings(deployment);
        settings["FUNCTIONS_WORKER_RUNTIME"].ShouldBe("custom");
        settings["FUNCTIONS_EXTENSION_VERSION"].ShouldBe("~4");
        settings["WEBSITE_RUN_FROM_PACKAGE"].ShouldContain("/report-pipeline.zip");
        settings["WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID"].ShouldContain("'identity-{0}'");
        settings.ShouldNotContainKey("WEBSITE_CONTENTAZUREFILECONNECTIONSTRING");
    }

    [SkippableTheory]
    [InlineData("test", "")]
    [InlineData("production", "")]
    [InlineData("production", Premium)]
    public async Task App_Always_ActsUnderItsIdentityAndTakesNoPasswords(string stage, string extra)
    {
        var deployment = await PredictedDeployment.Of(stage, extra);

        deployment.Single("Microsoft.Web/sites").GetProperty("identity").GetProperty("type").GetString().ShouldBe("UserAssigned");
        App(deployment).GetProperty("httpsOnly").GetBoolean().ShouldBeTrue();
        App(deployment).GetProperty("siteConfig").GetProperty("minTlsVersion").GetString().ShouldBe("1.2");
        App(deployment).GetProperty("siteConfig").GetProperty("ftpsState").GetString().ShouldBe("Disabled");
        deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
            .Select(policy => $"{PredictedDeployment.NameOf(policy)} {policy.GetProperty("properties").GetProperty("allow").GetBoolean()}")
            .ShouldBe(["ftp False", "scm False"]);
        var settings = Settings(deployment);
        settings["AzureWebJobsStorage__credential"].ShouldBe("managedidentity");
        settings["AzureWebJobsStorage__clientId"].ShouldContain("'identity-{0}'");
        settings.ShouldNotContainKey("AzureWebJobsStorage");
    }

    [SkippableTheory]
    [InlineData("test", "0 0 * * * *")]
    [InlineData("production", "0 0 2 * * *")]
    public async Task Settings_ByStage_AreThoseOfTheProgram(string stage, string schedule)
    {
        var settings = Settings(await PredictedDeployment.Of(stage));

        settings["AZURE_FUNCTIONS_ENVIRONMENT"].ShouldBe("Production");
        settings["RunAnalysesSchedule"].ShouldBe(schedule);
        settings["ProtocolFile"].ShouldBe("protocols/msc-covid19.json");
        File.Exists(Repository.PathOf(settings["ProtocolFile"].Split('/'))).ShouldBeTrue();
        settings["Storage__AccountUri"].ShouldContain("'trialStorage-{0}'");
        settings["SigningKey"].ShouldContain("'keyVault-{0}'");
        settings["SigningKey"].ShouldContain("signingKeyReference");
        settings["Authentication__Authority"].ShouldBe(Bicep.Tenant["TOKEN_AUTHORITY"]);
        settings["Authentication__Audience"].ShouldBe(Bicep.Tenant["TOKEN_AUDIENCE"]);
        settings["PseudonymKey"].ShouldContain("pseudonymKeyReference");
        settings["Desk__ClientId"].ShouldBe(Bicep.Tenant["TOKEN_AUDIENCE"]);
        settings["Desk__ClientSecret"].ShouldContain("deskClientSecretReference");
    }

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task Clients_ByStage_NameEverySiteOfTheProtocolOnce(string stage)
    {
        var settings = Settings(await PredictedDeployment.Of(stage));

        var sites = settings.Where(setting => setting.Key.EndsWith("__Site", StringComparison.Ordinal));
        sites.Select(setting => setting.Value).ShouldBe(Protocol.SiteIds(), ignoreOrder: true);
        settings["Authentication__Clients__0__ClientId"].ShouldBe(Bicep.Tenant["RENMIN_CLIENT_ID"]);
        // A Linux function app refuses settings with anything else in their names, hyphens above all.
        settings.Keys.ShouldAllBe(name => name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'));
    }

    [SkippableFact]
    public async Task Callers_Production_AreOnlyTheListedRanges()
    {
        var configuration = App(await PredictedDeployment.Of("production")).GetProperty("siteConfig");

        configuration.GetProperty("ipSecurityRestrictionsDefaultAction").GetString().ShouldBe("Deny");
        configuration.GetProperty("ipSecurityRestrictions").EnumerateArray()
            .Select(rule => rule.GetProperty("ipAddress").GetString()).ShouldBe(["192.0.2.0/24", "198.51.100.0/24"]);
    }

    [SkippableFact]
    public async Task Network_Production_ReachesEveryAccountPrivately()
    {
        var deployment = await PredictedDeployment.Of("production");

        deployment.OfType("Microsoft.Network/privateEndpoints").Select(PredictedDeployment.NameOf)
            .ShouldBe(["pe-trial-storage", "pe-host-storage", "pe-key-vault"]);
        App(deployment).GetProperty("virtualNetworkSubnetId").GetString()!.ShouldContain("'network-{0}'");
    }

    [SkippableFact]
    public async Task Network_Test_DoesNotExist()
    {
        var deployment = await PredictedDeployment.Of("test");

        deployment.Resources.ShouldAllBe(resource =>
            !resource.GetProperty("type").GetString()!.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
    }

    private static JsonElement App(PredictedDeployment deployment) =>
        deployment.Single("Microsoft.Web/sites").GetProperty("properties");

    private static Dictionary<string, string> Settings(PredictedDeployment deployment) =>
        deployment.Single("Microsoft.Web/sites/config").GetProperty("properties").EnumerateObject()
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
}
