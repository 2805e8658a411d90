namespace Wayleave.Fuzz;

/// <summary>A parser under fire.</summary>
/// <param name="Name">The word that <c>--target</c> takes.</param>
/// <param name="Contract">What holds for any bytes whatever, in a sentence. Anything else is a bug.</param>
/// <param name="Corpus">Inputs that make sense, to be mutated.</param>
/// <param name="Check">Tries one input; null if the contract held, else what did not.</param>
internal sealed record FuzzTarget(string Name, string Contract, byte[][] Corpus, Func<byte[], Random, string?> Check)
{
    /// <summary>A corpus entry from text.</summary>
    public static byte[] Text(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    /// <summary>A corpus entry from hexadecimal digits.</summary>
    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
