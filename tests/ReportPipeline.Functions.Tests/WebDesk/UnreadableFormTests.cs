using System.Net.Http.Headers;
using System.Text;

namespace ReportPipeline.Functions.Tests.WebDesk;

/// <summary>Bodies that are no forms, sent to a form that strangers may send: the sign-in.</summary>
[Collection(AppTests.Name)]
public sealed class UnreadableFormTests(AppFixture app)
{
    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "role=operator")]
    [InlineData(null, "role=operator")]
    [InlineData("no media type", "role=operator")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "role=operator")]
    [InlineData("multipart/form-data", "--x\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"role\"\r\n\r\noper")]
    public async Task SignIn_BodyThatIsNoForm_Answers400(string? contentType, string body)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var client = app.Client();

        using var answer = await client.PostAsync("/api/desk/sign-in", content);

        ((int)answer.StatusCode).ShouldBe(400, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("text/html", "utf-8"));
    }
}
