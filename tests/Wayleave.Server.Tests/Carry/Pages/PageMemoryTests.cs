using System.IO.Compression;
using System.Text;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.Server.Carry.Pages;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>
/// What a page holds once it streams. Memory of the pool's that one page has let go of is what the next one takes, so pages that hold nothing cost
/// this thread nothing new, and whatever is held shows as memory that it had to ask for.
/// </summary>
public sealed class PageMemoryTests
{
    private const int Pages = 40;

    // One that unpacks to much, and one that is held long though it unpacks to little.
    public static TheoryData<string, byte[]> Beginnings => new()
    {
        { "unpacked", Member(new string(' ', 60_000) + "<html><head>", name: "") },
        { "packed", Member("<html><head>", name: new string('a', 200_000)) },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void A_page_that_streams_does_not_keep_its_beginning(string what, byte[] beginning)
    {
        var streaming = new List<PageBody>();
        Begin(beginning).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Pages; i++)
            streaming.Add(Begin(beginning));
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Pages;
        streaming.ShouldAllBe(page => page.IsChanged && !page.IsThrough, what);
        // A step and what zlib's stream reads into are 35 KB; with the beginning it would be more than 100.
        each.ShouldBeLessThan(64 * 1024, what);
        streaming.ForEach(page => page.Dispose());
    }

    [Fact]
    public void A_page_that_streams_keeps_nothing_of_what_has_gone_out()
    {
        using var page = Begin(Member("<html><head>", name: ""));
        var more = Member("<p>", name: new string('a', 60_000));
        Pass(page, more);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Pass(page, more);
        // Six megabytes have come.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2 * 1024 * 1024);
        page.IsChanged.ShouldBeTrue();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void A_page_that_is_left_lets_go_of_what_packs_it(string encoding)
    {
        var page = Body(encoding);
        page.Write(encoding == "br" ? Brotli("<html><head>") : Member("<html><head>", name: ""));
        page.IsChanged.ShouldBeTrue();
        page.Dispose();
        Should.Throw<ObjectDisposedException>(page.Flush);
    }

    private static PageBody Begin(byte[] beginning)
    {
        var page = Body("gzip");
        Pass(page, beginning);
        return page;
    }

    // As it comes from a socket, piece by piece, and goes on at once.
    private static void Pass(PageBody page, byte[] packed)
    {
        for (var at = 0; at < packed.Length; at += 1000)
        {
            page.Write(packed.AsSpan(at, Math.Min(1000, packed.Length - at)));
            page.Flush();
            page.Output.ResetWrittenCount();
        }
    }

    private static PageBody Body(string encoding) =>
        new(new PageHead(new CarrySettings { Mode = CarryMode.Auto }, new PolicyChange([], null, false)), PageEncoding.Of(encoding)!, needsProof: false);

    private static byte[] Brotli(string text)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write(Encoding.Latin1.GetBytes(text));
        return packed.ToArray();
    }

    // RFC 1952 §2.3: a member may have a name, of any length, which unpacks to nothing.
    private static byte[] Member(string text, string name)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write(Encoding.Latin1.GetBytes(text));
        var member = packed.ToArray();
        if (name.Length == 0)
            return member;
        member[3] |= 8;
        return [.. member[..10], .. Encoding.Latin1.GetBytes(name), 0, .. member[10..]];
    }
}
