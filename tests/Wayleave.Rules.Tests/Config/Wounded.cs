namespace Wayleave.Rules.Tests.Config;

/// <summary>What is left of a text that was cut off, and of one that was hurt in some places: what a reader must stand.</summary>
internal static class Wounded
{
    /// <summary>Every beginning of a text, and versions of it with pieces put in and taken out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pieces">What is put in: what means something to the reader.</param>
    public static IEnumerable<string> Versions(string text, params string[] pieces)
    {
        for (int length = 0; length <= text.Length; length++) yield return text[..length];
        var random = new Random(29);
        for (int round = 0; round < 300; round++)
        {
            string wounded = text;
            for (int wounds = random.Next(1, 6); wounds > 0; wounds--)
            {
                int at = random.Next(wounded.Length + 1), gone = random.Next(Math.Min(8, wounded.Length - at + 1));
                wounded = wounded[..at] + (random.Next(3) > 0 ? pieces[random.Next(pieces.Length)] : "") + wounded[(at + gone)..];
            }

            yield return wounded;
        }
    }
}
