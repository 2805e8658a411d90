namespace Wayleave.Probing.Pages.Scripts;

/// <summary>What an expression in a script comes to, as far as it can be told without running it.</summary>
internal abstract record ScriptValue
{
    private ScriptValue()
    {
    }

    /// <summary>A string. <paramref name="Certain"/> is false where a part that cannot be told was filled in.</summary>
    internal sealed record Text(string Value, bool Certain = true) : ScriptValue;

    /// <summary>A truth value.</summary>
    internal sealed record Truth(bool Value) : ScriptValue;

    /// <summary>The page's <c>location</c>.</summary>
    internal sealed record Location : ScriptValue;

    /// <summary>An object through which <c>location</c> is reached: <c>window</c>, <c>document</c>, <c>self</c>.</summary>
    internal sealed record Global : ScriptValue;

    /// <summary>A regular expression, for <c>replace</c>.</summary>
    internal sealed record Pattern(string Source) : ScriptValue;

    /// <summary>A list, for a second argument with several subprotocols.</summary>
    internal sealed record List(IReadOnlyList<ScriptValue> Items) : ScriptValue;

    /// <summary>An object literal's members.</summary>
    internal sealed record Members(IReadOnlyDictionary<string, ScriptValue> Values) : ScriptValue;

    /// <summary>A method of a value, before it is called.</summary>
    internal sealed record Method(ScriptValue Of, string Name) : ScriptValue;

    /// <summary>Anything else.</summary>
    internal sealed record Unknown : ScriptValue
    {
        public static readonly Unknown Value = new();
    }
}
