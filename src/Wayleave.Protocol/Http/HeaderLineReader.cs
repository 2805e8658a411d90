using System.Buffers;
using System.Text;

namespace Wayleave.Protocol.Http;

/// <summary>The header lines of a head, up to the empty line.</summary>
internal static class HeaderLineReader
{
    public static OperationStatus ReadAll(
        ref LineScanner lines, int maxHeaders, HeadStrictness strictness, out HeaderLines headers, out HttpViolation violation)
    {
        headers = HeaderLines.Empty;
        var found = new List<HeaderLine>();
        while (true)
        {
            var status = lines.Next(out var line, out violation);
            if (status != OperationStatus.Done)
                return status;
            if (line.IsEmpty)
                break;

            violation = ReadOne(line, strictness, found);
            if (violation == HttpViolation.None && found.Count > maxHeaders)
                violation = HttpViolation.TooManyHeaders;
            if (violation != HttpViolation.None)
                return OperationStatus.InvalidData;
        }

        headers = [.. found];
        return OperationStatus.Done;
    }

    private static HttpViolation ReadOne(ReadOnlySpan<byte> line, HeadStrictness strictness, List<HeaderLine> found)
    {
        var tolerant = strictness == HeadStrictness.Tolerant;
        if (line[0] is (byte)' ' or (byte)'\t')
            return tolerant ? Unfold(line, found) : HttpViolation.FoldedLine;

        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return tolerant ? HttpViolation.None : HttpViolation.HeaderNameInvalid;
        var name = line[..colon];
        if (name[^1] is (byte)' ' or (byte)'\t')
        {
            // RFC 9112 §5.1: it has been used to smuggle requests past a hop that reads the name otherwise.
            if (!tolerant)
                return HttpViolation.SpaceBeforeColon;
            name = HeadBytes.Trim(name);
        }

        if (name.ContainsAnyExcept(HeadBytes.Token))
            return tolerant ? HttpViolation.None : HttpViolation.HeaderNameInvalid;
        var value = HeadBytes.Trim(line[(colon + 1)..]);
        if (!tolerant && value.ContainsAny(HeadBytes.NotInValue))
            return HttpViolation.HeaderValueInvalid;

        found.Add(new HeaderLine(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value)));
        return HttpViolation.None;
    }

    private static HttpViolation Unfold(ReadOnlySpan<byte> line, List<HeaderLine> found)
    {
        if (found is [.., var last])
            found[^1] = last with { Value = $"{last.Value} {Encoding.Latin1.GetString(HeadBytes.Trim(line))}".Trim() };
        return HttpViolation.None;
    }
}
