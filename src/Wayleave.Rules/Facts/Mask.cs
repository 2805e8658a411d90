using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Facts;

/// <summary>What stands in a saved run or a report in the place of a secret: <c>‹secret 1, 812 bytes›</c>.</summary>
/// <remarks>
/// Equal secrets have equal numbers and the length is the secret's own, so that a rule can compare and measure what it cannot read.
/// Runs are masked before they are judged: a rule that measures a text, or asks whether it is a token, asks here.
/// </remarks>
public static partial class Mask
{
    /// <summary>A mask.</summary>
    /// <param name="number">The secret's number, from 1.</param>
    /// <param name="bytes">The secret's length in bytes of UTF-8.</param>
    public static string Text(int number, int bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"‹secret {number}, {bytes} {(bytes == 1 ? "byte" : "bytes")}›");

    /// <summary>Matches every mask in a text; its groups are <c>number</c> and <c>bytes</c>.</summary>
    [GeneratedRegex("‹secret (?<number>[0-9]{1,9}), (?<bytes>[0-9]{1,9}) bytes?›", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Pattern();

    /// <summary>The text's length in bytes of UTF-8 before anything in it was masked.</summary>
    /// <param name="text">A text, masked or not.</param>
    public static long LengthOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        long length = Encoding.UTF8.GetByteCount(text);
        foreach (Match mask in Pattern().Matches(text))
        {
            length += long.Parse(mask.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) - Encoding.UTF8.GetByteCount(mask.ValueSpan);
        }

        return length;
    }

    /// <summary>The text with each mask replaced by as many letters <c>x</c> as the secret had bytes: of the right length, and a token where the secret was one.</summary>
    /// <param name="text">A text, masked or not.</param>
    public static string Stuffed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // A file may claim any length: what is longer than a header can be is cut.
        return Pattern().Replace(text, mask => new string('x', Math.Min(int.Parse(mask.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), 1 << 20)));
    }
}
