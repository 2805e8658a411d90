using System.Buffers;
using Wayleave.Protocol.Resp;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Resp;

/// <summary>Feeds a reader pieces and tells in words what came out, what was left and why it ended.</summary>
internal static class RespRun
{
    public static string Of(IEnumerable<byte[]> pieces, RespLimits? limits = null)
    {
        var reader = new RespReader(limits);
        List<string> told = [];
        byte[] left = [];
        var flaw = RespViolation.None;
        foreach (var piece in pieces)
        {
            left = [.. left, .. piece];
            while (reader.Read(left, out var value, out var consumed, out flaw) == OperationStatus.Done)
            {
                told.Add(RespWire.Tell(value));
                left = left[consumed..];
            }
        }

        if (flaw != RespViolation.None)
            told.Add($"!{flaw}");
        else if (left.Length > 0)
            told.Add($"left {left.Length}");
        return string.Join(" | ", told);
    }
}
