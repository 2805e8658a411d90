namespace Wayleave.Lab.Grammar;

/// <summary>What is wrong with a chain as written.</summary>
/// <param name="Column">Where, counted from 1.</param>
/// <param name="Message">What, in a sentence that names the column and, where one is near, the word that was probably meant.</param>
public sealed record GrammarError(int Column, string Message);
