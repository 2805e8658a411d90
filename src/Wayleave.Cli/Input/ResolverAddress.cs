using System.Net;

namespace Wayleave.Cli.Input;

/// <summary>A name server's address, as typed: <c>1.1.1.1</c>, <c>1.1.1.1:5353</c>, <c>::1</c>, <c>[::1]:5353</c>.</summary>
internal static class ResolverAddress
{
    /// <summary>Reads it; the port is 53 unless given.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="address">The address.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string text, out IPEndPoint? address)
    {
        address = null;
        // The system's parser takes "1" and "0x7f.1" for IPv4 addresses too; here they are mistypes.
        bool looksRight = text.Contains('.', StringComparison.Ordinal) ? text.Split(':')[0].Count(c => c == '.') == 3 : text.Contains(':', StringComparison.Ordinal);
        if (!looksRight || !IPEndPoint.TryParse(text, out IPEndPoint? parsed)) return false;
        address = parsed.Port == 0 ? new IPEndPoint(parsed.Address, 53) : parsed;
        return true;
    }
}
