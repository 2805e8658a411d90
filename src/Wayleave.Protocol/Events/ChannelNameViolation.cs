namespace Wayleave.Protocol.Events;

/// <summary>Every way in which a text is no channel's name, or makes none; <see cref="ChannelNameViolations"/> has the words.</summary>
public enum ChannelNameViolation
{
    /// <summary>It is a channel's name.</summary>
    None,

    /// <summary>It has no characters.</summary>
    Empty,

    /// <summary>It is longer than <see cref="ChannelName.MaxBytes"/>.</summary>
    TooLong,

    /// <summary>It holds white space, a control character or one that does not show.</summary>
    HiddenCharacter,

    /// <summary>It is no text: half of a surrogate pair stands alone.</summary>
    NotText,

    /// <summary>It holds a <c>*</c>.</summary>
    Star,

    /// <summary>A parameter's value holds a colon.</summary>
    ColonInParameter,

    /// <summary>A parameter has no value.</summary>
    ParameterMissing,
}
