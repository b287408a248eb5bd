using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ReportPipeline.Functions.Settings;

/// <summary>Where the program listens and what it accepts at the socket.</summary>
internal static class Listening
{
    public static void Configure(this ConfigureWebHostBuilder web, PipelineSettings settings)
    {
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Our own reader counts the bytes and answers with an OperationOutcome, which Kestrel's limit would not.
            kestrel.Limits.MaxRequestBodySize = null;
            // Listen overrides ASPNETCORE_URLS, which under the host is the host's own address.
            if (settings.HostMode.Port is { } port)
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        if (settings.HostMode.UnderHost)
            web.UseSetting(WebHostDefaults.ServerUrlsKey, "");
    }
}
