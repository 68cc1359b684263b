using MudBlazor;

namespace PresenceOfMind.Web.Shell;

/// <summary>Colours and letters of every page. Nothing is fetched from elsewhere, so that pages work offline.</summary>
internal static class Look
{
    private static readonly string[] Letters = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

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
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb8ee",
            AppbarBackground = "#101b2a",
            Background = "#131a23",
            Surface = "#1c2530",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters },
            Button = new ButtonTypography { FontFamily = Letters, TextTransform = "none" },
        },
    };
}
