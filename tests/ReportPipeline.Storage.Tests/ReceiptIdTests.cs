using CsCheck;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage.Tests;

public sealed class ReceiptIdTests
{
    private static readonly string Hash = new('a', 64);

    // printf 'receipt\nnorth\naaaa…(64)' | sha256sum | cut -c1-16
    [Fact]
    public void Of_SiteAndHash_HashAndSixteenDigits() =>
        ReceiptId.Of(new SiteId("north"), Hash).ShouldBe(Hash + "bfc7a93720227dbc");

    [Fact]
    public void BundleHashOf_OwnId_Hash() =>
        Gen.Byte.Array.Sample(bytes =>
        {
            var hash = BundleArchive.HashOf(bytes);
            var id = ReceiptId.Of(new SiteId("north"), hash);
            return ReceiptId.BundleHashOf(new SiteId("north"), id) == hash && ReceiptId.BundleHashOf(new SiteId("south"), id) is null;
        }, iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("../../north/x")]
    public void BundleHashOf_SomethingElse_Null(string id) => ReceiptId.BundleHashOf(new SiteId("north"), id).ShouldBeNull();
}
