using System.Text;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Carry.Pages;

public sealed class TagPlaceFinderTests
{
    private const string Tag = "<T>";

    // The place is where @ stands.
    [Theory]
    [InlineData("<!doctype html><html><head>@<title>x</title>")]
    [InlineData("<!DOCTYPE html PUBLIC \"-//W3C//DTD\" 'x'>\r\n<HTML lang=en>\n<HEAD>@\n<meta>")]
    [InlineData("\u00EF\u00BB\u00BF<!doctype html><head>@")]
    [InlineData("\u00EF\u00BB\u00BF \n<!-- a > b --><html><head>@")]
    [InlineData("<html data-a=\"x>y\" data-b='>' c=a>b</html>", "<html data-a=\"x>y\" data-b='>' c=a>@b</html>")]
    [InlineData("<html data-a = \"<head>\" b=''><head data-c='>'>@<p>")]
    [InlineData("<html a\"b><head>@")]
    [InlineData("<html a=b\"><head>@")]
    [InlineData("<html a=\"b\"c='>'/d><head/>@")]
    [InlineData("<html a = '>' b><head a ='>' / >@")]
    [InlineData("\t\f\r<html\tlang=a><head\f>@")]
    [InlineData("<html\ra=b\tc='>'><head>@")]
    [InlineData("<html a='b'c='>'><head>@")]
    [InlineData("<html/a='>'><head>@")]
    [InlineData("<html ='>'>", "<html ='>@'>")]
    [InlineData("<html /='>'>", "<html /='>@'>")]
    [InlineData("<html a/='>'>", "<html a/='>@'>")]
    [InlineData("<html a /='>'>", "<html a /='>@'>")]
    [InlineData("<html a=b/c='>'>", "<html a=b/c='>@'>")]
    [InlineData("<html/><head/>@")]
    [InlineData("<html\fa\t\f\r>\t\f\r<head\tb>@")]
    [InlineData("<html /='><head>@")]
    [InlineData("<html a/='><head>@")]
    [InlineData("<html a /='><head>@")]
    [InlineData("<html a=b/c='><head>@")]
    [InlineData("<html a=b c='>'><head>@")]
    [InlineData("<html><body>x", "<html>@<body>x")]
    [InlineData("<html>\n<header>x", "<html>\n@<header>x")]
    [InlineData("<html><heading>x", "<html>@<heading>x")]
    [InlineData("<htmlx>", "@<htmlx>")]
    [InlineData("<htmlx", "@<htmlx")]
    [InlineData("<html><heade", "<html>@<heade")]
    [InlineData("<html><hea>x", "<html>@<hea>x")]
    [InlineData("<html>text", "<html>@text")]
    [InlineData("<html></head>", "<html>@</head>")]
    [InlineData("<html></html>", "<html>@</html>")]
    [InlineData("<html>< head>", "<html>@< head>")]
    [InlineData("<html><1>", "<html>@<1>")]
    [InlineData("<!doctype html>\n<title>x</title>", "<!doctype html>\n@<title>x</title>")]
    [InlineData("<!doctype html><meta charset=utf-8>", "<!doctype html>@<meta charset=utf-8>")]
    [InlineData("<!doctype html \"<head>", "<!doctype html \"<head>")]
    [InlineData("<!doctype html \"><head>@")]
    [InlineData("<!--><head>@")]
    [InlineData("<!---><head>@")]
    [InlineData("<!----><head>@")]
    [InlineData("<!-- <head> --!><head>@")]
    [InlineData("<!-- - -- <head> --- --- ---><head>@")]
    [InlineData("<!-- --!-><head>--><head>@")]
    [InlineData("<!-- --!--><head>@")]
    [InlineData("<!x-- ><head>@")]
    [InlineData("<!-- -a-><head>--><head>@")]
    [InlineData("<!---!><head>--><head>@")]
    [InlineData("<!--->--><head>", "<!--->@--><head>")]
    [InlineData("<!-x><head>@")]
    [InlineData("<!-><head>@")]
    [InlineData("<!x--a><head>@")]
    [InlineData("<!><head>@")]
    [InlineData("<?xml version=\"1.0\"?><html><head>@")]
    [InlineData("<![CDATA[<head>]]><head>", "<![CDATA[<head>@]]><head>")]
    [InlineData("<html><html lang=a><head>@")]
    [InlineData("plain", "@plain")]
    [InlineData("<p>x", "@<p>x")]
    [InlineData("<frameset>", "@<frameset>")]
    [InlineData("\u00EFx", "@\u00EFx")]
    [InlineData("\u00EF\u00BBx", "@\u00EF\u00BBx")]
    [InlineData("")]
    [InlineData(" \n<!-- <head>")]
    [InlineData("<!doctype html><html")]
    [InlineData("<!doctype html><html><head a='")]
    [InlineData("\u00FE\u00FF\0<\0h")]
    [InlineData("\u00FF\u00FE<\0h\0")]
    [InlineData("\u00FE\u00FF<head>")]
    [InlineData("\u00FF\u00FE<head>")]
    [InlineData("<\0h\0t\0m\0l\0>\0<head>")]
    [InlineData("<!doctype html>\0<head>")]
    public void The_place_is_the_same_however_the_bytes_are_cut(string page, string? expected = null)
    {
        expected ??= page;
        page = page.Replace("@", "", StringComparison.Ordinal);
        foreach (var pieces in Splits.Of(Encoding.Latin1.GetBytes(page)))
            Changed(pieces, needsProof: false).ShouldBe(expected.Replace("@", Tag, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<!doctype html>x", true)]
    [InlineData(" <!-- x --> <!DocType html>x", true)]
    [InlineData("<html><p>", true)]
    [InlineData("<!x><!doctype html>x", true)]
    [InlineData("<!ddoctype html><p>", false)]
    [InlineData("<!xdoctype html><p>", false)]
    [InlineData("<head>", true)]
    [InlineData("<?xml?><html><p>", true)]
    [InlineData("\u00EF\u00BB\u00BF<html><p>", true)]
    [InlineData("<!-- <!doctype html> --><p>", false)]
    [InlineData("<!doc html><p>", false)]
    [InlineData("<!doctyp>e<p>", false)]
    [InlineData("<!-doctype html><p>", false)]
    [InlineData("<?doctype html><p>", false)]
    [InlineData("<p>x<html>", false)]
    [InlineData("<header>", false)]
    [InlineData("x<!doctype html>", false)]
    [InlineData("</html><html><head>", false)]
    [InlineData("\u00EFx<html>", false)]
    public void A_text_that_is_no_whole_page_has_none_where_proof_is_needed(string page, bool isWhole)
    {
        foreach (var pieces in Splits.Of(Encoding.Latin1.GetBytes(page)))
            (Changed(pieces, needsProof: true) != page).ShouldBe(isWhole);
    }

    [Fact]
    public void A_head_is_looked_for_no_further_than_64_KiB()
    {
        var near = new TagPlaceFinder(needsProof: false);
        near.Take(Encoding.Latin1.GetBytes(new string(' ', TagPlaceFinder.MaxBytes - 6) + "<head>")).ShouldBe(TagPlace.Found);
        near.At.ShouldBe(TagPlaceFinder.MaxBytes);
        var far = new TagPlaceFinder(needsProof: false);
        far.Take(Encoding.Latin1.GetBytes(new string(' ', TagPlaceFinder.MaxBytes - 5) + "<head>")).ShouldBe(TagPlace.None);
    }

    [Fact]
    public void Pages_by_chance_get_one_tag_at_most_and_are_the_same_without_it()
    {
        string[] parts = ["<", ">", "!", "-", "--", "/", "?", " ", "\n", "\"", "'", "=", "a", "html", "head", "HEAD", "doctype", "<!--", "-->", "<html>", "<head>", "<body>", "\u00EF\u00BB\u00BF", "\0"];
        for (var seed = 0; seed < 20_000; seed++)
        {
            var chance = new Random(seed);
            var page = string.Concat(Enumerable.Range(0, chance.Next(1, 14)).Select(_ => parts[chance.Next(parts.Length)]));
            var bytes = Encoding.Latin1.GetBytes(page);
            var whole = Changed([bytes], needsProof: false);
            whole.Replace(Tag, "", StringComparison.Ordinal).ShouldBe(page, $"seed {seed}");
            Changed([.. bytes.Select(each => new[] { each })], needsProof: false).ShouldBe(whole, $"seed {seed}");
        }
    }

    private static string Changed(IReadOnlyList<byte[]> pieces, bool needsProof)
    {
        var finder = new TagPlaceFinder(needsProof);
        foreach (var piece in pieces)
            finder.Take(piece);
        var page = Encoding.Latin1.GetString([.. pieces.SelectMany(piece => piece)]);
        return finder.State == TagPlace.Found ? page.Insert(finder.At, Tag) : page;
    }
}
