namespace Wayleave.Rules.Recipes;

/// <summary>A kind of configuration that can be written.</summary>
public interface IRecipe
{
    /// <summary>Its name, as <c>wayleave config</c> has it.</summary>
    string Name { get; }

    /// <summary>What it writes, in a line.</summary>
    string Summary { get; }

    /// <summary>The whole text: complete, commented, and right for what was told.</summary>
    /// <param name="options">What was told.</param>
    string Write(RecipeOptions options);
}
