using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace ReportPipeline.Tests.Receiving;

/// <summary>One request of <c>docs/receiving.http</c> with the answer that its comment promises.</summary>
internal sealed record HttpFileRequest(string Name, int Status, string? Code, string Text)
{
    public static IReadOnlyList<HttpFileRequest> ReadAll(string file) =>
        [.. File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n### ").Skip(1).Select(Parse)];

    /// <summary>The request with its variables filled in and its body read from the file it names.</summary>
    public HttpRequestMessage ToMessage(Uri host, string token, string folder)
    {
        var text = Text.Replace("{{host}}", host.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal).Replace("{{token}}", token, StringComparison.Ordinal);
        var (head, body) = text.Split("\n\n", 2) is [var first, var rest] ? (first, rest) : (text, "");
        var lines = head.Split('\n');
        var target = lines[0].Split(' ');
        var message = new HttpRequestMessage(new HttpMethod(target[0]), target[1]);
        if (body.Length > 0)
            message.Content = new ByteArrayContent(body.StartsWith("< ", StringComparison.Ordinal) ? File.ReadAllBytes(Path.Combine(folder, body[2..])) : Encoding.UTF8.GetBytes(body));
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            if (header[0] == "Content-Type")
                message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            else
                message.Headers.Add(header[0], header[1]);
        }

        return message;
    }

    private static HttpFileRequest Parse(string block)
    {
        var lines = block.Split('\n', 3);
        var answer = lines[1]["# Answer: ".Length..].Split(' ');
        return new HttpFileRequest(lines[0], int.Parse(answer[0], CultureInfo.InvariantCulture), answer.Length > 1 ? answer[1] : null, lines[2].TrimEnd('\n'));
    }
}
