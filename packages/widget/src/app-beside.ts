/** What an app puts into a page that it shows, by which it hears of it: each of them takes a text. */
interface Ears {
  /** React Native, and uni-app's and Flutter's web views that do the same. */
  ReactNativeWebView?: { postMessage: (text: string) => void };
  /** iOS: a `WKScriptMessageHandler` of the name `parley`. */
  webkit?: { messageHandlers?: { parley?: { postMessage: (text: string) => void } } };
  /** Android, by `addJavascriptInterface`, and whoever else says so. */
  ParleyApp?: { postMessage: (text: string) => void };
}

/** Tells the app in which a page is shown, or the page around it, what happens: JSON of `{ source: "parley", event, detail }`. Nothing where nobody hears. */
export function appBeside(page: Window & Ears): ((event: string, detail: unknown) => void) | undefined {
  const { ReactNativeWebView, webkit, ParleyApp, parent, document } = page;
  const around = parent !== page && document.referrer ? new URL(document.referrer).origin : undefined;
  const ears = [
    ReactNativeWebView,
    webkit?.messageHandlers?.parley,
    ParleyApp,
    // No other page than the one that shows it may hear.
    around && { postMessage: (text: string) => parent.postMessage(text, around) },
  ].filter((ear) => !!ear);
  if (ears.length === 0) return undefined;
  return (event, detail) => {
    const text = JSON.stringify({ source: "parley", event, detail });
    for (const ear of ears) ear.postMessage(text);
  };
}
