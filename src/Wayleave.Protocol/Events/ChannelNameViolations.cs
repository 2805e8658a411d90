namespace Wayleave.Protocol.Events;

/// <summary>The one place that turns a <see cref="ChannelNameViolation"/> into words.</summary>
public static class ChannelNameViolations
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this ChannelNameViolation violation) => violation switch
    {
        ChannelNameViolation.None => "nothing is wrong",
        ChannelNameViolation.Empty => "a channel's name has at least one character",
        ChannelNameViolation.TooLong => "a channel's name has at most 200 bytes of UTF-8",
        ChannelNameViolation.HiddenCharacter => "a channel's name holds no white space, control characters or others that do not show",
        ChannelNameViolation.NotText => "half of a surrogate pair is no text",
        ChannelNameViolation.Star => "a channel's name holds no *, which stands for any part in patterns",
        ChannelNameViolation.ColonInParameter => "a parameter that becomes part of a channel's name holds no colon, which would begin another part",
        ChannelNameViolation.ParameterMissing => "a parameter that becomes part of a channel's name must have a value",
        _ => violation.ToString(),
    };
}
