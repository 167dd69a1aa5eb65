import { useState } from "preact/hooks";
import { askToNotify, permission } from "../inbox/MayNotify.tsx";
import { PasswordForm } from "../login/PasswordForm.tsx";
import { loginWords } from "../login/words.ts";
import { density, notifications, shortcuts, sound, soundWaiting, theme, type Theme } from "../preferences.ts";
import { signOut } from "../desk/session.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { LanguageChoice } from "../ui/LanguageChoice.tsx";
import { Segments, Switch } from "../ui/Select.tsx";
import { useDesk } from "../desk/use-desk.ts";
import { uiWords } from "../ui/words.ts";
import { shellWords } from "./words.ts";

/** What this person wants on this browser, and the way out. */
export function Preferences({ onClose }: { onClose: () => void }) {
  const { me, leavings } = useDesk();
  const words = shellWords();
  const leave = async () => {
    await leavings.flush();
    await signOut();
  };
  const { changePassword } = loginWords();
  const [changing, setChanging] = useState(false);
  const notify = async (on: boolean) => {
    notifications.value = on;
    if (on) await askToNotify();
  };
  if (changing) {
    return (
      <Dialog key="password" title={changePassword} onClose={() => setChanging(false)}>
        <PasswordForm onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog key="preferences" title={words.preferences} onClose={onClose}>
      <div class="stack">
        <p class="muted">
          {me.name} · {me.email}
        </p>
        <div class="row-field">
          <span>{uiWords().language}</span>
          <LanguageChoice />
        </div>
        <div class="row-field">
          <span>{words.theme}</span>
          <ThemeChoice />
        </div>
        <Switch
          label={words.compact}
          on={density.value === "compact"}
          onChange={(on) => {
            density.value = on ? "compact" : "comfortable";
          }}
        />
        <Switch
          label={words.sound}
          on={sound.value}
          onChange={(on) => {
            sound.value = on;
          }}
        />
        {sound.value && (
          <Switch
            label={words.soundWaiting}
            on={soundWaiting.value}
            onChange={(on) => {
              soundWaiting.value = on;
            }}
          />
        )}
        <Switch
          label={words.notifications}
          on={notifications.value}
          onChange={notify}
          {...(notifications.value && permission.value === "denied" && { hint: words.notificationsDenied })}
        />
        <Switch
          label={words.shortcuts}
          hint={words.shortcutsHint}
          on={shortcuts.value}
          onChange={(on) => {
            shortcuts.value = on;
          }}
        />
      </div>
      <footer>
        <Button onClick={() => setChanging(true)}>{changePassword}</Button>
        <Button icon="leave" onClick={leave}>
          {words.signOut}
        </Button>
      </footer>
    </Dialog>
  );
}

function ThemeChoice() {
  const words = shellWords();
  return (
    <Segments<Theme>
      label={words.theme}
      value={theme.value}
      options={[
        { value: "auto", label: words.auto },
        { value: "light", label: words.light },
        { value: "dark", label: words.dark },
      ]}
      onChange={(next) => {
        theme.value = next;
      }}
    />
  );
}
