using System.Globalization;
using System.Text;

namespace Wayleave.Protocol.Events;

/// <summary>What may be the name of a channel: <c>user:7:events</c>. Parts stand between colons; upper and lower case differ.</summary>
/// <remarks>
/// Names go where others read them: into keys of a store, lines of a log, URLs and frames. So they are short, since strangers send
/// them and each costs memory; hold no line breaks or other controls, with which one could forge log lines; no white space or
/// characters that do not show, with which two channels would look alike; and no <c>*</c>, so that no name can be taken for a pattern.
/// </remarks>
public static class ChannelName
{
    /// <summary>The longest name: 200 bytes of UTF-8. A security limit.</summary>
    public const int MaxBytes = 200;

    /// <summary>What is wrong with a name.</summary>
    /// <param name="name">The name; any length.</param>
    /// <returns><see cref="ChannelNameViolation.None"/> if it is one.</returns>
    public static ChannelNameViolation Check(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return ChannelNameViolation.Empty;
        // UTF-8 takes no fewer bytes than UTF-16 takes characters: long texts need no look at each.
        if (name.Length > MaxBytes || Encoding.UTF8.GetByteCount(name) > MaxBytes)
            return ChannelNameViolation.TooLong;

        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return ChannelNameViolation.NotText;
            if (rune.Value == '*')
                return ChannelNameViolation.Star;
            if (IsHidden(rune))
                return ChannelNameViolation.HiddenCharacter;
            name = name[length..];
        }

        return ChannelNameViolation.None;
    }

    private static bool IsHidden(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
