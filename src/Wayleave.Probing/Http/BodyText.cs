namespace Wayleave.Probing.Http;

/// <summary>The part of a body that is kept.</summary>
/// <param name="Text">Its beginning as text.</param>
/// <param name="Cut">True if the body went on after it.</param>
internal sealed record BodyText(string Text, bool Cut)
{
    /// <summary>No body.</summary>
    public static BodyText None { get; } = new("", false);
}
