using System.Diagnostics.CodeAnalysis;
using Wayleave.Client.Retrying;

namespace Wayleave.Client.Lines;

/// <summary>What came of opening a connection: the connection, or how that ended.</summary>
/// <param name="Line">The connection; null if there is none.</param>
/// <param name="Ending">How it ended; null if there is a connection.</param>
internal readonly record struct Opening(ILine? Line, LineEnding? Ending)
{
    /// <summary>There is a connection.</summary>
    /// <param name="line">The connection; owned by whoever gets this.</param>
    public static Opening Of(ILine line) => new(line, null);

    /// <summary>There is none.</summary>
    /// <param name="ending">Why.</param>
    public static Opening Of(LineEnding ending) => new(null, ending);

    /// <summary>Whether there is a connection.</summary>
    /// <param name="line">The connection.</param>
    /// <param name="ending">Why there is none.</param>
    public bool Succeeded([NotNullWhen(true)] out ILine? line, [NotNullWhen(false)] out LineEnding? ending)
    {
        (line, ending) = (Line, Ending);
        return line is not null;
    }
}
