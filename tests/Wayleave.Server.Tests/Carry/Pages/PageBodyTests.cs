using System.IO.Compression;
using System.Text;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.Server.Carry.Pages;
using Wayleave.Server.Configuration;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>A page's body, packed or not, in pieces.</summary>
public sealed class PageBodyTests
{
    private const string Page = "<!doctype html><html lang=\"a>b\"><head><title>p</title>";

    public static TheoryData<string> Encodings => ["", "gzip", "br"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void However_it_is_cut_the_page_has_the_tag_and_is_the_same_without_it(string encoding)
    {
        foreach (var pieces in Splits.Of(Pack(Page, encoding)))
        {
            var (isChanged, output) = Pass(pieces, encoding);
            isChanged.ShouldBeTrue();
            Unpack(output, encoding).ShouldBe(Page.Replace("<head>", "<head>" + PageRig.Tag, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void However_it_is_cut_what_gets_no_tag_is_the_same_byte_for_byte(string encoding)
    {
        foreach (var page in new[] { "", " ", "<!doctype html>", "<!doctype html>\0<head>", "\0" + Page, "\0" + new string(' ', 50_000) })
            foreach (var pieces in encoding.Length == 0 && page.Length > 10_000 ? [[Pack(page, encoding)]] : Splits.Of(Pack(page, encoding)))
            {
                var (isChanged, output) = Pass(pieces, encoding);
                isChanged.ShouldBeFalse();
                output.ShouldBe(pieces.SelectMany(piece => piece));
            }
    }

    [Fact]
    public void However_it_is_cut_a_page_in_several_members_of_gzip_is_one_page()
    {
        // RFC 1952 §2.2: one member follows the other, as where a server packs each piece for itself.
        byte[] packed = [.. Pack("<!doctype ht", "gzip"), .. Pack("", "gzip"), .. Pack("ml><head><ti", "gzip"), .. Pack("tle>p</title>", "gzip")];
        foreach (var pieces in Splits.Of(packed))
        {
            var (isChanged, output) = Pass(pieces, "gzip");
            isChanged.ShouldBeTrue();
            Unpack(output, "gzip").ShouldBe($"<!doctype html><head>{PageRig.Tag}<title>p</title>");
        }
    }

    // Browsers do not look at what stands behind the end.
    [Theory]
    [InlineData("gzip", "\n")]
    [InlineData("gzip", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("gzip", "0123456789012345678901234567890")]
    [InlineData("br", "0123456789012345678901234567890")]
    public void However_it_is_cut_what_stands_behind_the_packed_page_is_passed_over(string encoding, string behind)
    {
        byte[] packed = [.. Pack(Page, encoding), .. Encoding.Latin1.GetBytes(behind)];
        foreach (var pieces in Splits.Of(packed))
            Unpack(Pass(pieces, encoding).Output, encoding).ShouldBe(Page.Replace("<head>", "<head>" + PageRig.Tag, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void What_was_flushed_can_be_read_before_the_rest_comes(string encoding)
    {
        using var packed = new MemoryStream();
        using var packing = Packing(packed, encoding);
        var body = Body(encoding);
        var passed = new MemoryStream();
        foreach (var piece in new[] { "<html><head>", "<p>1", new string('x', 100_000), "<p>3" })
        {
            packing.Write(Encoding.Latin1.GetBytes(piece));
            packing.Flush();
            body.Write(packed.ToArray());
            packed.SetLength(0);
            body.Flush();
            passed.Write(body.Output.WrittenSpan);
            body.Output.ResetWrittenCount();
            UnpackBegun(passed.ToArray(), encoding).Replace(PageRig.Tag, "", StringComparison.Ordinal).ShouldEndWith(piece);
        }

        body.Dispose();
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_flush_with_nothing_new_adds_nothing(string encoding)
    {
        using var body = Body(encoding);
        body.Write(Pack(Page, encoding));
        body.Flush();
        var length = body.Output.WrittenCount;
        body.Flush();
        body.Output.WrittenCount.ShouldBe(length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void What_is_not_packed_as_is_said_passes_as_it_is_while_nothing_has_gone_out_and_is_an_error_after(string encoding)
    {
        var (isChanged, output) = Pass([Encoding.Latin1.GetBytes("<html><head>")], encoding);
        isChanged.ShouldBeFalse();
        Encoding.Latin1.GetString(output).ShouldBe("<html><head>");

        using var packed = new MemoryStream();
        using var packing = Packing(packed, encoding);
        packing.Write("<html><head>"u8);
        packing.Flush();
        using var body = Body(encoding);
        body.Write(packed.ToArray());
        body.IsChanged.ShouldBeTrue();
        byte[] noise = [.. Enumerable.Repeat((byte)0xFF, 1000)];
        Should.Throw<IOException>(() => body.Write(noise));
    }

    [Fact]
    public void What_unpacks_to_nothing_is_not_held_for_ever()
    {
        using var body = Body("gzip");
        // A head with a name that does not end.
        byte[] begin = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 0];
        body.Write(begin);
        var sent = begin.Length;
        for (byte[] name = [.. Enumerable.Repeat((byte)'a', 10_000)]; !body.IsDecided; sent += name.Length)
            body.Write(name);
        body.IsChanged.ShouldBeFalse();
        body.Output.WrittenCount.ShouldBe(sent);
        sent.ShouldBeLessThan(300_000);
    }

    [Fact]
    public void A_large_page_that_is_packed_small_passes_in_small_steps()
    {
        using var body = Body("gzip");
        body.Write(Pack("<head>" + new string(' ', 50_000_000), "gzip"));
        body.End();
        body.Output.WrittenCount.ShouldBeLessThan(200_000);
        Unpack(body.Output.WrittenSpan.ToArray(), "gzip").Length.ShouldBe(50_000_000 + "<head>".Length + PageRig.Tag.Length);
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData((64 * 1024) + 1, false)]
    public void A_head_that_begins_late_is_waited_for_up_to_64_KiB_and_what_was_held_goes_out_whole(int end, bool isChanged)
    {
        var page = new string(' ', end - "<head>".Length) + "<head><p>";
        byte[][] pieces = [.. Encoding.Latin1.GetBytes(page).Chunk(5000)];
        var (changed, output) = Pass(pieces, "");
        changed.ShouldBe(isChanged);
        Encoding.Latin1.GetString(output).ShouldBe(isChanged ? page.Replace("<head>", "<head>" + PageRig.Tag, StringComparison.Ordinal) : page);
    }

    private static (bool IsChanged, byte[] Output) Pass(IReadOnlyList<byte[]> pieces, string encoding)
    {
        using var body = Body(encoding);
        foreach (var piece in pieces)
        {
            body.Write(piece);
            body.Flush();
        }

        body.End();
        return (body.IsChanged, body.Output.WrittenSpan.ToArray());
    }

    private static PageBody Body(string encoding) =>
        new(new PageHead(new CarrySettings { Mode = CarryMode.Auto }, new PolicyChange([], null, false)), PageEncoding.Of(encoding)!, needsProof: false);

    private static byte[] Pack(string page, string encoding)
    {
        using var packed = new MemoryStream();
        using (var packing = Packing(packed, encoding))
            packing.Write(Encoding.Latin1.GetBytes(page));
        return packed.ToArray();
    }

    private static string Unpack(byte[] packed, string encoding)
    {
        using var plain = new MemoryStream();
        using (var unpacking = Unpacking(packed, encoding))
            unpacking.CopyTo(plain);
        return Encoding.Latin1.GetString(plain.ToArray());
    }

    // The end is missing, so that reading ends where there is no more.
    private static string UnpackBegun(byte[] packed, string encoding)
    {
        using var unpacking = Unpacking(packed, encoding);
        var plain = new byte[200_000];
        var count = 0;
        try
        {
            while (unpacking.Read(plain.AsSpan(count)) is > 0 and var more)
                count += more;
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException)
        {
            // It says so itself.
        }

        return Encoding.Latin1.GetString(plain, 0, count);
    }

    private static Stream Packing(Stream to, string encoding) => encoding switch
    {
        "br" => new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true),
        "gzip" => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true),
        _ => to,
    };

    private static Stream Unpacking(byte[] from, string encoding) => encoding switch
    {
        "br" => new BrotliStream(new MemoryStream(from), CompressionMode.Decompress),
        "gzip" => new GZipStream(new MemoryStream(from), CompressionMode.Decompress),
        _ => new MemoryStream(from),
    };
}
