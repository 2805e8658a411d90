using System.Globalization;

namespace Wayleave.Protocol.Events;

/// <summary>From where a client wants a channel's events: one of the records nested here, and no other.</summary>
public abstract record Since
{
    // One of the four marks that a URL may hold as they are (RFC 3986 §2.3), and none of base64url's.
    private const char OthersMark = '~';

    private Since()
    {
    }

    /// <summary>Only what is published from now on: what is meant where nothing is asked.</summary>
    public static Since Live { get; } = new LiveOnly();

    /// <summary>Everything retained, then what is published: written <c>0</c>.</summary>
    public static Since All { get; } = new AllRetained();

    /// <summary>What is written for it; null for live only, which is asked by saying nothing.</summary>
    public abstract string? Text { get; }

    /// <summary>What it means for one channel: itself, save for <see cref="AfterEach"/>, which means that channel's position.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <returns>
    /// What is wanted of the others if a vector does not know the channel; <see cref="Live"/> if it says nothing of them: the client never followed it, so it has missed nothing.
    /// </returns>
    public Since For(string channel) => this is not AfterEach each ? this : each.Positions.Find(channel) is { } position ? new After(position) : each.Others;

    /// <summary>
    /// Reads what a client asks: nothing, a position, a vector, <c>-20</c> for the last twenty, <c>0</c> for all that is retained; or a vector, <c>~</c>, and one of
    /// the last two for the channels that the vector does not know.
    /// </summary>
    /// <param name="text">Null and the empty text mean live only, so that a URL may end in <c>since=</c> before there is an id.</param>
    /// <param name="since">What is asked; live only if it makes no sense.</param>
    /// <returns>False if it makes no sense.</returns>
    public static bool TryParse(string? text, out Since since)
    {
        since = Live;
        if (string.IsNullOrEmpty(text))
            return true;

        if (text == "0")
            since = All;
        else if (text[0] == '-' && EventPosition.TryReadNumber(text.AsSpan(1), out var count) && count is > 0 and <= int.MaxValue)
            since = new Last((int)count);
        else if (EventPosition.TryParse(text, out var position))
            since = new After(position);
        else if (PositionVector.TryParse(text, out var positions))
            since = new AfterEach(positions, Live);
        else if (text.Split(OthersMark) is [var vector, { Length: > 0 } others] && PositionVector.TryParse(vector, out positions) && TryParse(others, out var wanted) && wanted is AllRetained or Last)
            since = new AfterEach(positions, wanted);
        else
            return false;
        return true;
    }

    /// <summary>Only what is published from now on.</summary>
    public sealed record LiveOnly : Since
    {
        /// <inheritdoc/>
        public override string? Text => null;
    }

    /// <summary>Everything retained, then what is published.</summary>
    public sealed record AllRetained : Since
    {
        /// <inheritdoc/>
        public override string Text => "0";
    }

    /// <summary>The last retained events, then what is published.</summary>
    /// <param name="Count">How many: 1 or more; fewer come where fewer are retained.</param>
    public sealed record Last(int Count) : Since
    {
        /// <inheritdoc/>
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"-{Count}");
    }

    /// <summary>Everything after a position, or a gap that says why not.</summary>
    /// <param name="Position">The position of the last event that the client has.</param>
    public sealed record After(EventPosition Position) : Since
    {
        /// <inheritdoc/>
        public override string Text => Position.ToString();
    }

    /// <summary>For each of several channels everything after its position.</summary>
    /// <param name="Positions">The positions of the last events that the client has.</param>
    /// <param name="Others">What is wanted of channels that have no position: live only, all that is retained, or the last ones.</param>
    public sealed record AfterEach(PositionVector Positions, Since Others) : Since
    {
        /// <inheritdoc/>
        public override string Text => Others.Text is { } others ? $"{Positions}{OthersMark}{others}" : Positions.ToString();
    }
}
