using System.Globalization;

namespace Wayleave.Protocol.Text;

/// <summary>Port numbers as typed.</summary>
public static class Ports
{
    /// <summary>What is wrong with a port; null if it is one from 1 to 65535.</summary>
    /// <param name="text">What was typed after the colon.</param>
    public static string? Wrong(string text) => text switch
    {
        "" => "there is a colon and no port after it; write a port, or take the colon away",
        _ when !text.All(char.IsAsciiDigit) => $"the port '{Printable.Short(text, 20)}' is not a number",
        _ when !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65535 =>
            $"the port {Printable.Short(text, 20)} is out of range: ports go from 1 to 65535",
        _ => null,
    };
}
