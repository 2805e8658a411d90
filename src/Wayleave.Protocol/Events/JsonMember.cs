using System.Text.Json;

namespace Wayleave.Protocol.Events;

/// <summary>The names of members, as strangers may have written them.</summary>
internal static class JsonMember
{
    /// <summary>Whether the member at which the reader stands has this name, however it is escaped.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<char> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as in "\ud800", is sound JSON (RFC 8259 §8.2) and no name of ours; the reader throws at it.
            return false;
        }
    }
}
