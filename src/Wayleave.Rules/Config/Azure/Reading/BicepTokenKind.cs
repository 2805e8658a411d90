namespace Wayleave.Rules.Config.Azure.Reading;

/// <summary>What a piece of a Bicep text is.</summary>
internal enum BicepTokenKind
{
    /// <summary>Blanks and comments.</summary>
    Blank,

    /// <summary>The end of a line, which ends a value.</summary>
    NewLine,

    /// <summary>A name, a number, true, false or null.</summary>
    Word,

    /// <summary>A text in quotes, with what is filled into it.</summary>
    Text,

    /// <summary>Any other sign, one character.</summary>
    Sign,
}
