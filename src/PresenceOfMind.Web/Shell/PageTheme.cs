using MudBlazor;

namespace PresenceOfMind.Web.Shell;

/// <summary>The theme of every page: colours and fonts. Nothing is fetched from elsewhere, so that pages work offline.</summary>
internal static class PageTheme
{
    private static readonly string[] Letters = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    private static readonly PaletteDark DarkPalette = new()
    {
        Primary = "#8fb8ee",
        PrimaryContrastText = "#10233d",
        AppbarBackground = "#101b2a",
        Background = "#131a23",
        Surface = "#1c2530",
    };

    /// <summary>
    /// The dark colours as style, for the time before the theme knows what the reader's system wishes: who wishes dark sees no light page
    /// first. The selector is stronger than the theme's own, which says the same once it knows.
    /// </summary>
    public static string Dark { get; } = $$"""
        @media (prefers-color-scheme: dark) {
          html:root {
            color-scheme: dark;
            --mud-palette-background: {{DarkPalette.Background}};
            --mud-palette-surface: {{DarkPalette.Surface}};
            --mud-palette-appbar-background: {{DarkPalette.AppbarBackground}};
            --mud-palette-appbar-text: {{DarkPalette.AppbarText}};
            --mud-palette-text-primary: {{DarkPalette.TextPrimary}};
            --mud-palette-text-secondary: {{DarkPalette.TextSecondary}};
            --mud-palette-text-disabled: {{DarkPalette.TextDisabled}};
            --mud-palette-primary: {{DarkPalette.Primary}};
            --mud-palette-primary-text: {{DarkPalette.PrimaryContrastText}};
            --mud-palette-action-default: {{DarkPalette.ActionDefault}};
            --mud-palette-lines-default: {{DarkPalette.LinesDefault}};
            --mud-palette-lines-inputs: {{DarkPalette.LinesInputs}};
          }
        }
        """;

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4f91",
            AppbarBackground = "#14365f",
            Background = "#f4f6f9",
            Surface = "#ffffff",
            Info = "#0b5394",
        },
        PaletteDark = DarkPalette,
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters },
            Button = new ButtonTypography { FontFamily = Letters, TextTransform = "none" },
        },
    };
}
