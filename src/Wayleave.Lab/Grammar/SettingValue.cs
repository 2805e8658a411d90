namespace Wayleave.Lab.Grammar;

/// <summary>A value as read; which part counts is told by its word's <see cref="ValueShape"/>.</summary>
/// <param name="Text">The value as written; empty for a word that stands alone.</param>
/// <param name="Time">The time of a <see cref="ValueShape.Time"/>, the least one of a <see cref="ValueShape.TimeRange"/>.</param>
/// <param name="Number">The number of a <see cref="ValueShape.Size"/> (bytes), <see cref="ValueShape.Count"/> or <see cref="ValueShape.Status"/>.</param>
/// <param name="Most">The greatest time of a <see cref="ValueShape.TimeRange"/>.</param>
public readonly record struct SettingValue(string Text, TimeSpan Time = default, long Number = 0, TimeSpan Most = default);
