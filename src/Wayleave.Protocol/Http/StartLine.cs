using System.Text;

namespace Wayleave.Protocol.Http;

/// <summary>The first line of a head.</summary>
internal static class StartLine
{
    private const int VersionLength = 8;

    public static HttpViolation ReadRequest(ReadOnlySpan<byte> line, out string method, out string target, out HttpVersion version)
    {
        (method, target, version) = ("", "", default);
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first <= 0 || first == last)
            return HttpViolation.RequestLineMalformed;

        var methodBytes = line[..first];
        var targetBytes = line[(first + 1)..last];
        if (methodBytes.ContainsAnyExcept(HeadBytes.Token))
            return HttpViolation.MethodInvalid;
        // RFC 9112 §3: no white space inside the target; it must not be mended, since the next hop may mend it otherwise.
        if (targetBytes.IsEmpty || targetBytes.ContainsAnyExcept(HeadBytes.Target))
            return HttpViolation.TargetInvalid;

        method = Encoding.ASCII.GetString(methodBytes);
        target = Encoding.ASCII.GetString(targetBytes);
        return ReadVersion(line[(last + 1)..], HeadStrictness.Strict, out version);
    }

    public static HttpViolation ReadResponse(
        ReadOnlySpan<byte> line, HeadStrictness strictness, out HttpVersion version, out int code, out string reason)
    {
        (code, reason, version) = (0, "", default);
        if (line.Length < VersionLength)
            return HttpViolation.VersionInvalid;
        var violation = ReadVersion(line[..VersionLength], strictness, out version);
        if (violation != HttpViolation.None)
            return violation;

        var rest = line[VersionLength..];
        var tolerant = strictness == HeadStrictness.Tolerant;
        while (tolerant && rest is [(byte)' ', (byte)' ', ..])
            rest = rest[1..];
        if (rest is not [(byte)' ', >= (byte)'1' and <= (byte)'9', >= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9', ..])
            return HttpViolation.StatusLineMalformed;

        code = ((rest[1] - '0') * 100) + ((rest[2] - '0') * 10) + (rest[3] - '0');
        var after = rest[4..];
        if (after is not [(byte)' ', ..])
            // RFC 9112 §4: the space stands there even where the reason is empty; many servers forget it.
            return tolerant && after.IsEmpty ? HttpViolation.None : HttpViolation.StatusLineMalformed;
        after = after[1..];
        if (!tolerant && after.ContainsAny(HeadBytes.NotInValue))
            return HttpViolation.StatusLineMalformed;

        reason = Encoding.Latin1.GetString(after);
        return HttpViolation.None;
    }

    private static HttpViolation ReadVersion(ReadOnlySpan<byte> text, HeadStrictness strictness, out HttpVersion version)
    {
        version = text.SequenceEqual("HTTP/1.0"u8) ? HttpVersion.Http10 : HttpVersion.Http11;
        if (version == HttpVersion.Http10 || text.SequenceEqual("HTTP/1.1"u8))
            return HttpViolation.None;
        if (text is not [(byte)'H', (byte)'T', (byte)'T', (byte)'P', (byte)'/', >= (byte)'0' and <= (byte)'9', (byte)'.', >= (byte)'0' and <= (byte)'9'])
            return HttpViolation.VersionInvalid;

        // A minor version above 1 is read as 1.1 by those who must read it (RFC 9110 §2.5).
        return strictness == HeadStrictness.Tolerant && text[5] == '1' ? HttpViolation.None : HttpViolation.VersionUnsupported;
    }
}
