/** A sheet of paper. */
export function Sheet() {
  return (
    <svg class="icon" width={20} height={20} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M14 3v5h5M14.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V7.5z" />
    </svg>
  );
}
